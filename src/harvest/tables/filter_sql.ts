import type { Endpoint } from "../../../gen/endpoint.ts";
import type { Filters } from "../../query/check/checked_query.ts";
import { outputColumns } from "../columns/output_columns.ts";
import { identifier, literal } from "../database/sql_text.ts";
import { attributePlaces, hasOneOf, tagColumns } from "./attribute_sql.ts";

/**
 * SQL that is true for sessions that match filters, as `matcher()` says of sessions.
 *
 * @param isInOthers Whether sessions have an attribute at their root where the spec knows no field.
 */
export function filterSql(
  { parameters, dimensions, tags }: Filters,
  isInOthers: (name: string) => boolean,
  endpoint: Endpoint,
): string {
  const conditions = [
    ...Object.entries(parameters).map(([name, value]) => parameterSql(name, value, endpoint)),
    ...Object.entries(dimensions).map(([name, values]) =>
      hasOneOf(attributePlaces(name, isInOthers(name), endpoint), values)
    ),
    ...Object.entries(tags).map(([name, value]) =>
      anyOf(
        tagColumns(endpoint).map((column) =>
          `${identifier(column.name)}[${literal(name)}] = ${literal(value)}`
        ),
      )
    ),
  ];
  return conditions.length === 0 ? "true" : conditions.join(" AND ");
}

function parameterSql(name: string, value: string | boolean, endpoint: Endpoint): string {
  const column = outputColumns(endpoint).fields.find(({ field }) => field.path === name);
  const type = typeof value === "boolean" ? "BOOLEAN" : "VARCHAR";
  // A value of another type is never the same.
  if (column?.type !== type) return "false";
  return `${identifier(column.name)} = ${typeof value === "string" ? literal(value) : value}`;
}

function anyOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? "false" : `(${conditions.join(" OR ")})`;
}
