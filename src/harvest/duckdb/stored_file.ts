import type { Endpoint } from "../../../gen/endpoint.ts";
import { outputColumns } from "../columns/output_columns.ts";
import { rowsOf } from "../database/connection.ts";
import { identifier, isWithin } from "../database/sql_text.ts";
import { isUndated, readRows } from "../database/stored_rows.ts";
import { readLedger, readTotals } from "../ledger/ledger.ts";
import { openLedgerToRead } from "../ledger/ledger_file.ts";
import { SESSIONS_TABLE } from "../ledger/output_identity.ts";
import type { StoredSessions } from "../session_store.ts";
import { HOUR_MS } from "../../query/time/units.ts";

/**
 * Opens a DuckDB file for reading. Its sessions are read hour by hour: DuckDB skips what lies in other
 * hours by the bounds it keeps of each part of the table.
 *
 * @throws StorageError
 */
export async function openStoredFile(
  path: string,
  outputPath: string,
  endpoint: Endpoint,
): Promise<StoredSessions> {
  const { connection, filters, close } = await openLedgerToRead(path, outputPath, endpoint);
  const start = identifier(outputColumns(endpoint).start);
  const rows = SESSIONS_TABLE;
  return {
    filters,
    ledger: (range) => readLedger(connection, range),
    totals: (range) => readTotals(connection, range),
    async *sessions(range, signal) {
      const hours = await rowsOf<{ hour: number }>(
        connection,
        `SELECT DISTINCT (epoch_ms(${start}) // ${HOUR_MS})::DOUBLE AS hour FROM ${rows}
           WHERE ${isWithin(start, range)} ORDER BY hour`,
      );
      for (const { hour } of hours) {
        const startMs = Math.max(range.startMs, hour * HOUR_MS);
        const endMs = Math.min(range.endMs, (hour + 1) * HOUR_MS);
        const where = isWithin(start, { startMs, endMs });
        yield* readRows(connection, { rows, where, endpoint }, signal);
      }
      yield* readRows(connection, { rows, where: isUndated(range, endpoint), endpoint }, signal);
    },
    rows: (range) =>
      Promise.resolve({
        connection,
        rows,
        where: `(${isWithin(start, range)}) OR (${isUndated(range, endpoint)})`,
      }),
    close,
  };
}
