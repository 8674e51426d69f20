import type { Endpoint } from "../../../gen/endpoint.ts";
import { outputColumns } from "../columns/output_columns.ts";
import { noSessions } from "../columns/session_text.ts";
import { identifier, isWithin, parquetRows } from "../database/sql_text.ts";
import { isUndated, readRows } from "../database/stored_rows.ts";
import { exists } from "../disk/file_path.ts";
import { StorageError } from "../storage_error.ts";
import { readLedger, readTotals } from "../ledger/ledger.ts";
import { openLedgerToRead } from "../ledger/ledger_file.ts";
import type { StoredSessions } from "../session_store.ts";
import { missingHours } from "./hour_ledger.ts";
import { hourFile, hourOf, hoursIn, ledgerFile, NO_HOUR } from "./parquet_layout.ts";

/**
 * Opens a folder of Parquet files for reading. What was committed and is not in them is a gap.
 *
 * @throws StorageError
 */
export async function openStoredFolder(
  folder: string,
  outputPath: string,
  endpoint: Endpoint,
): Promise<StoredSessions> {
  const path = ledgerFile(folder);
  if (!await exists(path)) {
    throw new StorageError(
      "foreign",
      outputPath,
      `Cannot read sessions from '${outputPath}' as it has no ledger; name an output of harvest`,
    );
  }
  const { connection, filters, close } = await openLedgerToRead(path, outputPath, endpoint);
  const start = identifier(outputColumns(endpoint).start);
  return {
    filters,
    async ledger(range) {
      const { windows, gaps } = await readLedger(connection, range);
      return { windows, gaps: [...gaps, ...await missingHours(connection, folder, range)] };
    },
    totals: (range) => readTotals(connection, range),
    async *sessions(range, signal) {
      const [first, last] = [hourOf(range.startMs), hourOf(range.endMs)];
      for (const hour of await hoursIn(folder)) {
        if (hour < first || hour > last) continue;
        const rows = parquetRows([hourFile(folder, hour)]);
        yield* readRows(connection, { rows, where: isWithin(start, range), endpoint }, signal);
      }
      const file = hourFile(folder, NO_HOUR);
      if (!await exists(file)) return;
      // Starts that no folder can be named by are there as well.
      const where = `${isWithin(start, range)} OR ${isUndated(range, endpoint)}`;
      yield* readRows(connection, { rows: parquetRows([file]), where, endpoint }, signal);
    },
    async rows(range) {
      const [first, last] = [hourOf(range.startMs), hourOf(range.endMs)];
      const files = (await hoursIn(folder))
        .filter((hour) => hour >= first && hour <= last)
        .map((hour) => hourFile(folder, hour));
      const undated = hourFile(folder, NO_HOUR);
      if (await exists(undated)) files.push(undated);
      return {
        connection,
        rows: files.length > 0 ? parquetRows(files) : `(${noSessions(endpoint)})`,
        where: `(${isWithin(start, range)}) OR (${isUndated(range, endpoint)})`,
      };
    },
    close,
  };
}
