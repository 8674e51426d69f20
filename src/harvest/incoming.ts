import { OTHER_FIELDS, OUTPUT_COLUMNS, SESSION_COLUMNS } from "./column.ts";
import { identifier, literal } from "./sql_text.ts";

/** The temporary table of sessions on their way into an output. */
export const INCOMING = "incoming";

/** The field that tells in which hour a session lies. */
export const START_COLUMN = "session_start_timestamp_ms";

/** A file of session text. */
export interface SessionTextFile {
  /** Where it is. */
  readonly path: string;
  /** Length of its longest line in bytes. */
  readonly maxLineBytes: number;
}

/**
 * SQL that reads files of session text into the table of incoming sessions. Of sessions with the
 * same key the last stays: it was read latest.
 */
export function loadIncoming(files: readonly SessionTextFile[]): string[] {
  const lists = SESSION_COLUMNS.map(({ name, type }) =>
    `${identifier(name)}: '${type === "TIMESTAMP" ? "BIGINT" : type}[]'`
  );
  const values = SESSION_COLUMNS.map(({ name, type }) => {
    const value = `unnest(${identifier(name)})`;
    return `${type === "TIMESTAMP" ? `make_timestamp_ms(${value})` : value} AS ${identifier(name)}`;
  });
  const maxLineBytes = Math.max(...files.map((file) => file.maxLineBytes));
  return [
    "SET preserve_insertion_order = true",
    `CREATE OR REPLACE TEMP TABLE ${INCOMING} AS
       SELECT ${values.join(", ")}, unnest(${OTHER_FIELDS})::JSON AS ${OTHER_FIELDS}
       FROM read_json([${files.map(({ path }) => literal(path)).join(", ")}],
         format = 'newline_delimited', maximum_object_size = ${Math.max(maxLineBytes, 1 << 24)},
         columns = {${[...lists, `${OTHER_FIELDS}: 'VARCHAR[]'`].join(", ")}})`,
    `DELETE FROM ${INCOMING} WHERE rowid NOT IN
       (SELECT max(rowid) FROM ${INCOMING} i GROUP BY ${keyOf("i").join(", ")})`,
    // From here on rows may be written as they come, which takes less memory.
    "SET preserve_insertion_order = false",
  ];
}

/**
 * The key of a session as SQL expressions: the client's and the session's id, since the latter is
 * not known to be unique alone. A session without an id is its own key, so that two of them are
 * not taken for one.
 */
export function keyOf(table: string): [string, string] {
  return [
    `coalesce(${table}.client_id, '')`,
    `coalesce(${table}.session_id, md5(to_json({${
      OUTPUT_COLUMNS.map(({ name }) => `${literal(name)}: ${table}.${identifier(name)}`).join(", ")
    }})::VARCHAR))`,
  ];
}

/** SQL that is true for two rows of one session. */
export function isSameSession(one: string, other: string): string {
  const [ones, others] = [keyOf(one), keyOf(other)];
  return `${ones[0]} = ${others[0]} AND ${ones[1]} = ${others[1]}`;
}
