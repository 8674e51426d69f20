import { OUTPUT_COLUMNS } from "../columns/output_columns.ts";
import { identifier, literal } from "../database/sql_text.ts";

/** The column that tells in which hour a session lies. */
export const START_COLUMN = "session_start_timestamp_ms";

/**
 * The key of a session as SQL expressions, by the rule of `sessionKey()`: the client's and the
 * session's id, since the latter is not known to be unique alone. A session without a session id, or
 * with an empty one, is its own key, so that the sessions of a client are not taken for one.
 */
export function keyOf(table: string): [string, string] {
  const all = OUTPUT_COLUMNS.map(({ name }) => `${literal(name)}: ${table}.${identifier(name)}`);
  return [
    `CASE WHEN ${hasId(table)} THEN coalesce(${table}.client_id, '') ELSE '' END`,
    `CASE WHEN ${hasId(table)} THEN 's' || ${table}.session_id
      ELSE 'd' || md5(to_json({${all.join(", ")}})::VARCHAR) END`,
  ];
}

/** SQL that is true for two rows of one session. */
export function isSameSession(one: string, other: string): string {
  const [ones, others] = [keyOf(one), keyOf(other)];
  return `${ones[0]} = ${others[0]} AND ${ones[1]} = ${others[1]}`;
}

/** SQL that is true for two rows of one session, and for others without an id; it reads only ids. */
export function mayBeSameSession(one: string, other: string): string {
  return `coalesce(${one}.client_id, '') = coalesce(${other}.client_id, '')
    AND coalesce(${one}.session_id, '') = coalesce(${other}.session_id, '')`;
}

/**
 * A query that has a row if some of the rows may be of one session. It reads nothing but the ids, and
 * so costs little where, as nearly always, there are none.
 */
export function repeatsIn(rows: string): string {
  return `SELECT 1 FROM ${rows}
    GROUP BY coalesce(client_id, ''), coalesce(session_id, '') HAVING count(*) > 1 LIMIT 1`;
}

function hasId(table: string): string {
  return `coalesce(${table}.session_id, '') <> ''`;
}
