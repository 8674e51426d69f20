import type { Endpoint } from "../../../gen/endpoint.ts";
import { IDS_COLUMN, outputColumns } from "../columns/output_columns.ts";
import { keyOf, repeatsIn } from "../columns/same_session.ts";
import { sessionsOf } from "../columns/session_text.ts";
import { type Connection, hasRows, inTransaction, rowsOf } from "../database/connection.ts";
import { identifier, isWithin } from "../database/sql_text.ts";
import { removeIfThere } from "../disk/file_path.ts";
import { stageBatch, type StagedBatch } from "../disk/staged_batch.ts";
import { explained } from "../disk/storage_failure.ts";
import { readKnownCut, readLedger, readTotals } from "../ledger/ledger.ts";
import { type LedgerFile, openLedgerFile } from "../ledger/ledger_file.ts";
import { type OutputIdentity, SESSIONS_TABLE, sessionsView } from "../ledger/output_identity.ts";
import { recordPages } from "../ledger/record_pages.ts";
import type { SessionStore } from "../session_store.ts";

/**
 * Opens one DuckDB file with a view `sessions`. A batch is one transaction.
 *
 * @throws StorageError
 */
export async function openDuckDBStore(
  path: string,
  outputPath: string,
  identity: OutputIdentity,
  memoryLimit: string,
): Promise<SessionStore> {
  const { endpoint } = identity;
  const database = await openLedgerFile({
    path,
    outputPath,
    kind: "duckdb",
    identity,
    schema: [sessionsTable(endpoint), sessionsView()],
    memoryLimit,
  });
  const { connection } = database;
  const staging = `${path}.staging`;
  let batches = 0;
  return {
    stage: () =>
      explained(outputPath, () =>
        stageBatch({
          outputPath,
          folder: staging,
          id: ++batches,
          endpoint,
          partOf: () => "sessions",
        })),
    commit: (batch) => explained(outputPath, () => commit(database, batch, endpoint)),
    publish: () => Promise.resolve(),
    check: () => explained(outputPath, () => database.checkInPlace()),
    setbacks: [],
    knownCut: () => explained(outputPath, () => readKnownCut(connection)),
    ledger: (range) => explained(outputPath, () => readLedger(connection, range)),
    totals: (range) => explained(outputPath, () => readTotals(connection, range)),
    countSessions: () =>
      explained(outputPath, async () => {
        const [row] = await rowsOf<{ n: number }>(
          connection,
          `SELECT count(*)::DOUBLE AS n FROM ${SESSIONS_TABLE}`,
        );
        return row!.n;
      }),
    close: () =>
      explained(outputPath, async () => {
        try {
          await database.close();
        } finally {
          await removeIfThere(staging);
        }
      }),
  };
}

function sessionsTable(endpoint: Endpoint): string {
  const columns = outputColumns(endpoint).all
    .map(({ name, type }) => `${identifier(name)} ${type}`);
  return `CREATE TABLE ${SESSIONS_TABLE} (${columns.join(", ")})`;
}

async function commit(
  { connection, checkInPlace }: LedgerFile,
  batch: StagedBatch,
  endpoint: Endpoint,
): Promise<void> {
  const files = await batch.seal({ isDurable: false });
  await checkInPlace();
  await inTransaction(connection, async () => {
    if (files.length > 0) {
      const [table] = await rowsOf<{ last: string }>(
        connection,
        `SELECT coalesce(max(rowid), -1)::VARCHAR AS last FROM ${SESSIONS_TABLE}`,
      );
      await connection.run(
        `INSERT INTO ${SESSIONS_TABLE} BY NAME ${sessionsOf(files, endpoint)}`,
      );
      await removeRepeats(connection, `rowid > ${table!.last}`, endpoint);
    }
    // All of them are in one table, so that no part of it can be lost alone.
    await recordPages(connection, batch.pages.map((page) => ({ ...page, parts: {} })));
  });
  await batch.discard();
}

/** Leaves one row of each session of which there are new rows: the last. */
async function removeRepeats(
  connection: Connection,
  isNew: string,
  endpoint: Endpoint,
): Promise<void> {
  const start = identifier(outputColumns(endpoint).start);
  const [found] = await rowsOf<{ first: number | null; last: number | null; bare: boolean }>(
    connection,
    `SELECT min(epoch_ms(${start}))::DOUBLE AS first, max(epoch_ms(${start}))::DOUBLE AS last,
       bool_or(${start} IS NULL) AS bare FROM ${SESSIONS_TABLE} WHERE ${isNew}`,
  );
  const { first, last, bare } = found!;
  await removeBare(connection, start, bare ? "true" : isNew);
  // Rows of a session have the same start, so that only those of the new ones' span of time need a
  // look: DuckDB skips the rest by the bounds it keeps of each part of the table. A start that once
  // came in whole seconds may lie one beside.
  const inSpan = first === null
    ? "false"
    : isWithin(start, { startMs: first - 1000, endMs: last! + 1000 });
  const mayRepeat = `(${isNew} OR ${start} IS NULL OR ${inSpan})`;
  const rows = `(SELECT *, rowid FROM ${SESSIONS_TABLE} WHERE ${mayRepeat})`;
  if (!await hasRows(connection, repeatsIn(rows, endpoint))) return;
  await connection.run(
    `DELETE FROM ${SESSIONS_TABLE} WHERE rowid IN (SELECT id FROM (
       SELECT s.rowid AS id,
         row_number() OVER (PARTITION BY ${keyOf("s", endpoint)} ORDER BY s.rowid DESC) AS place
       FROM ${rows} s) WHERE place > 1)`,
  );
}

/**
 * Removes rows without a start of sessions that have one in another row: a reading without it comes
 * from a faulty answer.
 */
async function removeBare(connection: Connection, start: string, others: string): Promise<void> {
  const isBare = `SELECT rowid, ${IDS_COLUMN} FROM ${SESSIONS_TABLE} WHERE ${start} IS NULL`;
  if (!await hasRows(connection, `${isBare} LIMIT 1`)) return;
  await connection.run(
    `DELETE FROM ${SESSIONS_TABLE} WHERE rowid IN (SELECT b.rowid FROM (${isBare}) b
       WHERE b.${IDS_COLUMN} IN
         (SELECT ${IDS_COLUMN} FROM ${SESSIONS_TABLE} WHERE ${start} IS NOT NULL AND ${others}))`,
  );
}
