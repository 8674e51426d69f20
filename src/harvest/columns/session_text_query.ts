import { OTHER_FIELDS, OUTPUT_COLUMNS, SESSION_COLUMNS } from "./output_columns.ts";
import { fileList, identifier, moment } from "../database/sql_text.ts";

/** A file of session text. */
export interface SessionTextFile {
  /** Where it is. */
  readonly path: string;
  /** Length of its longest line in bytes. */
  readonly maxLineBytes: number;
}

// What DuckDB takes for the longest line if it is told nothing.
const DEFAULT_MAX_LINE_BYTES = 1 << 24;

/** A query for no rows that has all columns of an output, in their order. */
export function noSessions(): string {
  const columns = OUTPUT_COLUMNS.map(({ name, type }) => `NULL::${type} AS ${identifier(name)}`);
  return `SELECT ${columns.join(", ")} WHERE false`;
}

/** A query for the sessions in files of session text, in the order in which they were written. */
export function sessionsOf(files: readonly SessionTextFile[]): string {
  if (files.length === 0) return noSessions();
  const lists = SESSION_COLUMNS.map(({ name, type }) =>
    `${identifier(name)}: '${isTime(type) ? "BIGINT" : type}[]'`
  );
  const values = SESSION_COLUMNS.map(({ name, type }) => {
    const value = `unnest(${identifier(name)})`;
    return `${isTime(type) ? moment(value) : value} AS ${identifier(name)}`;
  });
  const maxLineBytes = Math.max(
    DEFAULT_MAX_LINE_BYTES,
    ...files.map((file) => file.maxLineBytes),
  );
  return `SELECT ${values.join(", ")}, unnest(${OTHER_FIELDS}) AS ${OTHER_FIELDS}
    FROM read_json(${fileList(files.map(({ path }) => path))},
      format = 'newline_delimited', hive_partitioning = false, maximum_object_size = ${maxLineBytes},
      columns = {${[...lists, `${OTHER_FIELDS}: 'JSON[]'`].join(", ")}})`;
}

function isTime(type: string): boolean {
  return type.startsWith("TIMESTAMP");
}
