import type { Endpoint, FieldFact, SessionsQuery } from "../../src/mod.ts";
import { fieldColumn } from "../../src/view/mod.ts";

/**
 * The SQL for the sessions of an output that a query is for.
 *
 * @param query Its range is two times as text, as a next step has them.
 * @returns `undefined` if an output has no column for one of the filters.
 */
export function sessionsSql(query: SessionsQuery<string>, endpoint: Endpoint): string | undefined {
  const { start, end, tags = {}, dimensions = {}, ...parameters } = query;
  const startColumn = columnAt(endpoint.key.start, endpoint);
  const conditions = [
    `${startColumn} >= ${literal(String(start))}`,
    `${startColumn} < ${literal(String(end))}`,
    ...Object.entries(parameters).map(([name, value]) => {
      const column = columnAt(name, endpoint);
      return column && `${column} = ${typeof value === "boolean" ? value : literal(String(value))}`;
    }),
    ...Object.entries(tags).map(([name, value]) => tagCondition(name, [value], endpoint)),
    ...Object.entries(dimensions).map(([name, values]) =>
      dimensionCondition(name, [values ?? []].flat(), endpoint)
    ),
  ];
  return conditions.includes(undefined)
    ? undefined
    : `from sessions where ${conditions.join(" and ")}`;
}

function dimensionCondition(
  name: string,
  values: readonly string[],
  endpoint: Endpoint,
): string | undefined {
  const fact = Object.hasOwn(endpoint.dimensions, name) ? endpoint.dimensions[name] : undefined;
  const field = endpoint.fields.find(({ path }) => fact?.paths.includes(path));
  if (field) return isAny(column(field, endpoint), values);
  // What is no dimension of the catalogue is a tag.
  return tagCondition(fact?.tag ?? name, values, endpoint);
}

/** Tags are in groups; a session may have one in any of them. */
function tagCondition(
  name: string,
  values: readonly string[],
  endpoint: Endpoint,
): string | undefined {
  const groups = endpoint.fields.filter(({ type }) => type === "map")
    .map((field) => isAny(`${column(field, endpoint)}[${literal(name)}]`, values));
  return groups.length > 1 ? `(${groups.join(" or ")})` : groups[0];
}

function isAny(expression: string, values: readonly string[]): string {
  return `${expression} in (${values.map(literal).join(", ")})`;
}

function columnAt(path: string, endpoint: Endpoint): string | undefined {
  const field = endpoint.fields.find((field) => field.path === path);
  return field && column(field, endpoint);
}

function column(field: FieldFact, endpoint: Endpoint): string {
  return fieldColumn(field, endpoint).name;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
