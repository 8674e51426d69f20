import type { Endpoint } from "../../../gen/endpoint.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import type { Session } from "../../session/session.ts";
import { IDS_COLUMN, outputColumns } from "../columns/output_columns.ts";
import { noSessions } from "../columns/session_text.ts";
import { type SessionRow, sessionRows, storedSession } from "../columns/stored_session.ts";
import { type Connection, streamRows } from "./connection.ts";
import { identifier, isWithin } from "./sql_text.ts";

/**
 * The sessions of rows, in order of their start. DuckDB sorts them in memory: no more than those of an
 * hour belong here.
 *
 * @param rows What to read, as it stands behind `FROM`.
 * @param where Which of them.
 */
export async function* readRows(
  connection: Connection,
  { rows, where, endpoint }: { rows: string; where: string; endpoint: Endpoint },
  signal: AbortSignal,
): AsyncGenerator<Session, void, undefined> {
  const start = identifier(outputColumns(endpoint).start);
  // The first names all columns, also those that the rows are older than.
  const all = `${noSessions(endpoint)} UNION ALL BY NAME SELECT * FROM ${rows} WHERE ${where}`;
  const sql = `SELECT ${sessionRows(endpoint)} FROM (${all}) ORDER BY ${start}, ${IDS_COLUMN}`;
  for await (
    const batch of streamRows<SessionRow & Record<string, string | null>>(connection, sql)
  ) {
    for (const row of batch) {
      signal.throwIfAborted();
      yield storedSession(row, endpoint);
    }
  }
}

/**
 * SQL that is true for sessions without a start whose end lies in a window, or is not known either.
 */
export function isUndated(range: TimeWindow, endpoint: Endpoint): string {
  const { start, end } = outputColumns(endpoint);
  const [startColumn, endColumn] = [identifier(start), identifier(end)];
  return `${startColumn} IS NULL AND (${endColumn} IS NULL OR ${isWithin(endColumn, range)})`;
}
