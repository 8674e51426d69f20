import { OUTPUT_COLUMNS } from "./column.ts";
import { type DatabaseFile, openDatabaseFile } from "./database_file.ts";
import { hasRows, inTransaction, rowsOf } from "./duckdb.ts";
import { removeIfThere } from "./file_path.ts";
import { readKnownCut, readLedger, readTotals } from "./ledger.ts";
import type { OutputIdentity } from "./output_identity.ts";
import { recordPages } from "./record_pages.ts";
import { idsOf, keyOf, mayBeSameSession, repeatsIn, START_COLUMN } from "./same_session.ts";
import type { SessionStore } from "./session_store.ts";
import { sessionsOf } from "./session_text_query.ts";
import { identifier } from "./sql_text.ts";
import { stageBatch, type StagedBatch } from "./staged_batch.ts";
import { explained } from "./storage_failure.ts";

/**
 * Opens one DuckDB file with a table `sessions`. A batch is one transaction.
 *
 * @throws StorageError
 */
export async function openDuckDBStore(
  path: string,
  outputPath: string,
  identity: OutputIdentity,
  memoryLimit: string,
): Promise<SessionStore> {
  const database = await openDatabaseFile({
    path,
    outputPath,
    kind: "duckdb",
    identity,
    schema: [sessionsTable()],
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
          partOf: () => "sessions",
        })),
    commit: (batch) => explained(outputPath, () => commit(database, batch)),
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
          "SELECT count(*)::DOUBLE AS n FROM sessions",
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

function sessionsTable(): string {
  const columns = OUTPUT_COLUMNS.map(({ name, type }) => `${identifier(name)} ${type}`);
  return `CREATE TABLE sessions (${columns.join(", ")})`;
}

async function commit(
  { connection, checkInPlace }: DatabaseFile,
  batch: StagedBatch,
): Promise<void> {
  const files = await batch.seal({ isDurable: false });
  await checkInPlace();
  await inTransaction(connection, async () => {
    if (files.length > 0) {
      const [table] = await rowsOf<{ last: string }>(
        connection,
        "SELECT coalesce(max(rowid), -1)::VARCHAR AS last FROM sessions",
      );
      await connection.run(`INSERT INTO sessions BY NAME ${sessionsOf(files)}`);
      await removeRepeats(connection, `rowid > ${table!.last}`);
    }
    // All of them are in one table, so that no part of it can be lost alone.
    await recordPages(connection, batch.pages.map((page) => ({ ...page, parts: {} })));
  });
  await batch.discard();
}

/**
 * Leaves one row of each session of which there are new rows: the last. One without a start gives way
 * to any that has one, as a reading without it comes from a faulty answer alone.
 */
async function removeRepeats(
  connection: DatabaseFile["connection"],
  isNew: string,
): Promise<void> {
  const [span] = await rowsOf<{ first: string | null; last: string | null; bare: boolean }>(
    connection,
    `SELECT min(${START_COLUMN})::VARCHAR AS first, max(${START_COLUMN})::VARCHAR AS last,
       bool_or(${START_COLUMN} IS NULL) AS bare FROM sessions WHERE ${isNew}`,
  );
  const { first, last, bare } = span!;
  // A session keeps its start, so that only rows of the new ones' span of time need a look: DuckDB
  // skips the rest by the bounds it keeps of each part of the table. A start that once came in whole
  // seconds may lie one beside.
  const mayRepeat = bare ? "true" : `(${isNew} OR ${START_COLUMN} IS NULL
    OR ${START_COLUMN} BETWEEN '${first}'::TIMESTAMPTZ - INTERVAL 1 SECOND
      AND '${last}'::TIMESTAMPTZ + INTERVAL 1 SECOND)`;
  const news = `(SELECT * FROM sessions WHERE ${isNew})`;
  const isRepeated = await hasRows(connection, repeatsIn(news)) ||
    await hasRows(
      connection,
      `SELECT 1 FROM (SELECT * FROM sessions WHERE NOT (${isNew}) AND ${mayRepeat}) o
         WHERE EXISTS (SELECT 1 FROM ${news} n WHERE ${mayBeSameSession("n", "o")}) LIMIT 1`,
    );
  if (!isRepeated) return;
  await connection.run(
    `DELETE FROM sessions WHERE rowid IN (SELECT id FROM (
       SELECT s.rowid AS id,
         row_number() OVER (PARTITION BY ${keyOf("s").join(", ")} ORDER BY s.rowid DESC) AS place,
         ${START_COLUMN} IS NULL
           AND count(${START_COLUMN}) OVER (PARTITION BY ${idsOf("s").join(", ")}) > 0 AS is_bare
       FROM sessions s WHERE ${mayRepeat}) WHERE place > 1 OR is_bare)`,
  );
}
