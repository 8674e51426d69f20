import { OUTPUT_COLUMNS } from "./column.ts";
import { identifier, literal } from "./sql_text.ts";

/** The column that tells in which hour a session lies. */
export const START_COLUMN = "session_start_timestamp_ms";

/**
 * What tells sessions apart as SQL expressions, by the rule of `sessionKey()`: their ids and the second
 * of their start.
 */
export function keyOf(table: string): string[] {
  return [...idsOf(table), `epoch_ms(${table}.${START_COLUMN}) // 1000`];
}

/**
 * The ids of a session as SQL expressions, by the rule of `idsKey()`: the client's and its own. A
 * session without one, or with an empty one, is its own key, so that the sessions of a client are not
 * taken for one.
 */
export function idsOf(table: string): string[] {
  const all = OUTPUT_COLUMNS.map(({ name }) => `${literal(name)}: ${table}.${identifier(name)}`);
  return [
    `CASE WHEN ${hasId(table)} THEN coalesce(${table}.client_id, '') ELSE '' END`,
    `CASE WHEN ${hasId(table)} THEN 's' || ${table}.session_id
      ELSE 'd' || md5(to_json({${all.join(", ")}})::VARCHAR) END`,
  ];
}

/** SQL that is true for two rows with the ids of one session. */
export function haveSameIds(one: string, other: string): string {
  const others = idsOf(other);
  return idsOf(one).map((id, at) => `${id} = ${others[at]}`).join(" AND ");
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
