import type { Endpoint } from "../../src/mod.ts";
import {
  type ColumnNames,
  fieldColumn,
  namedColumn,
  namedColumns,
  outcomeColumn,
  queryError,
  type SessionColumn,
  usualColumns,
} from "../../src/view/mod.ts";

/**
 * The columns of an answer.
 *
 * @param names What the caller wants in place of the usual ones: fields, dimensions, tags as
 * `tag_name`, `outcome`.
 * @throws QueryError if there is no such column.
 */
export function answerColumns(
  detail: "compact" | "full",
  names: readonly string[],
  known: ColumnNames,
): readonly SessionColumn[] {
  const { endpoint } = known;
  if (names.length === 0) return detail === "full" ? allColumns(endpoint) : usualColumns(endpoint);
  const { columns, findings } = namedColumns(names, known);
  if (findings.length > 0) throw queryError(findings);
  return columns;
}

/** Whether there is a column of this name in every account. */
export function isKnownColumn(name: string, endpoint: Endpoint): boolean {
  return namedColumn(name, { endpoint, own: [] }) !== undefined;
}

/** Everything that the spec knows of a session. */
function allColumns(endpoint: Endpoint): readonly SessionColumn[] {
  return [
    outcomeColumn(endpoint),
    ...endpoint.fields.map((field) => fieldColumn(field, endpoint)),
  ];
}
