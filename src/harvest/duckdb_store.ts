import { OUTPUT_COLUMNS } from "./column.ts";
import { type DatabaseFile, openDatabaseFile } from "./database_file.ts";
import { inTransaction, rowsOf, runAll } from "./duckdb.ts";
import { removeIfThere } from "./file_path.ts";
import { readLedger, readTotals, recordPages } from "./ledger.ts";
import type { OutputIdentity } from "./output_identity.ts";
import { isSameSession, keyOf, repeatsIn, START_COLUMN } from "./same_session.ts";
import type { SessionStore } from "./session_store.ts";
import { sessionsOf } from "./session_text_query.ts";
import { identifier } from "./sql_text.ts";
import { stageBatch, type StagedBatch } from "./staged_batch.ts";
import { explained } from "./storage_failure.ts";

// The temporary table of a batch's sessions.
const INCOMING = "incoming";

/**
 * Opens one DuckDB file with a table `sessions`. A batch is one transaction.
 *
 * @throws StorageError
 */
export async function openDuckDBStore(
  path: string,
  identity: OutputIdentity,
  memoryLimit: string,
): Promise<SessionStore> {
  const database = await openDatabaseFile({
    path,
    outputPath: path,
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
      explained(path, () =>
        stageBatch({
          outputPath: path,
          folder: staging,
          id: ++batches,
          partOf: () => "sessions",
        })),
    commit: (batch, askedAtMs) => explained(path, () => commit(database, batch, askedAtMs)),
    publish: () => Promise.resolve(),
    ledger: (range) => explained(path, () => readLedger(connection, range)),
    totals: (range) => explained(path, () => readTotals(connection, range)),
    countSessions: () =>
      explained(path, async () => {
        const [row] = await rowsOf<{ n: number }>(
          connection,
          "SELECT count(*)::DOUBLE AS n FROM sessions",
        );
        return row!.n;
      }),
    close: () =>
      explained(path, async () => {
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
  { connection }: DatabaseFile,
  batch: StagedBatch,
  askedAtMs: number,
): Promise<void> {
  const files = await batch.seal({ isDurable: false });
  if (files.length > 0) {
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${INCOMING} AS ${sessionsOf(files)}`);
    if ((await rowsOf(connection, repeatsIn(INCOMING))).length > 0) {
      // The last reading stays.
      await connection.run(`DELETE FROM ${INCOMING} WHERE rowid NOT IN
        (SELECT max(rowid) FROM ${INCOMING} i GROUP BY ${keyOf("i").join(", ")})`);
    }
  }
  await inTransaction(connection, async () => {
    if (files.length > 0) await runAll(connection, await replaceSessions(connection));
    await recordPages(connection, batch.pages, askedAtMs);
  });
  if (files.length > 0) await connection.run(`DROP TABLE ${INCOMING}`);
  await batch.discard();
}

/**
 * A session keeps its start, so that only rows of the batch's span of time need a look: DuckDB skips
 * the rest by the bounds it keeps of each part of the table. A reading without a start, which only a
 * faulty answer brings, gives way to one that has it, whichever came first.
 */
async function replaceSessions(connection: DatabaseFile["connection"]): Promise<string[]> {
  const [span] = await rowsOf<{ first: string | null; last: string | null; bare: boolean }>(
    connection,
    `SELECT min(${START_COLUMN})::VARCHAR AS first, max(${START_COLUMN})::VARCHAR AS last,
       bool_or(${START_COLUMN} IS NULL) AS bare FROM ${INCOMING}`,
  );
  const { first, last, bare } = span!;
  const isIncoming = `EXISTS (SELECT 1 FROM ${INCOMING} i WHERE ${isSameSession("i", "s")})`;
  return [
    ...(bare
      ? [`DELETE FROM ${INCOMING} i WHERE ${START_COLUMN} IS NULL AND EXISTS (SELECT 1
            FROM sessions s WHERE s.${START_COLUMN} IS NOT NULL AND ${isSameSession("i", "s")})`]
      : []),
    `DELETE FROM sessions s WHERE s.${START_COLUMN} IS NULL AND ${isIncoming}`,
    ...(first === null ? [] : [`DELETE FROM sessions s WHERE s.${START_COLUMN}
            BETWEEN '${first}'::TIMESTAMP AND '${last}'::TIMESTAMP AND ${isIncoming}`]),
    `INSERT INTO sessions BY NAME SELECT * FROM ${INCOMING}`,
  ];
}
