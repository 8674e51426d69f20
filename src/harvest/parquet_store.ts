import { openDatabaseFile } from "./database_file.ts";
import { type Connection, inTransaction, rowsOf } from "./duckdb.ts";
import { exists, removeIfThere } from "./file_path.ts";
import { readLedger, readTotals, recordPages } from "./ledger.ts";
import type { OutputIdentity } from "./output_identity.ts";
import { hourFile, ledgerFile, sessionFiles, stateFolder } from "./parquet_layout.ts";
import { publishHour } from "./parquet_publisher.ts";
import { hourOf, NO_HOUR } from "./session_hour.ts";
import type { SessionStore } from "./session_store.ts";
import { literal } from "./sql_text.ts";
import { batchFile, stageBatch, type StagedBatch } from "./staged_batch.ts";
import { StorageError } from "./storage_error.ts";
import { explained, foreignMessage } from "./storage_failure.ts";

// Files that were committed and wait to be merged into their hours.
const PENDING_TABLE = `CREATE TABLE harvest_pending (
  batch BIGINT NOT NULL, hour VARCHAR NOT NULL, max_line_bytes BIGINT NOT NULL)`;

/**
 * Opens a folder of Parquet files, one an hour. A batch is committed as files of text and a row in
 * the ledger, which is cheap; once enough have come they are merged into the Parquet files.
 *
 * @throws StorageError
 */
export async function openParquetStore(
  folder: string,
  identity: OutputIdentity,
  { memoryLimit, publishSessions }: { memoryLimit: string; publishSessions: number },
): Promise<SessionStore> {
  await explained(folder, () => refuseForeignFolder(folder));
  const { instance, connection, close } = await openDatabaseFile({
    path: ledgerFile(folder),
    outputPath: folder,
    kind: "parquet",
    identity,
    schema: [PENDING_TABLE],
    memoryLimit,
  });
  const publisher = await instance.connect();
  const pendingFolder = `${stateFolder(folder)}/pending`;
  let batches = 0;
  let unpublished = 0;
  let publishing: Promise<void> | undefined;

  async function publishPending(): Promise<void> {
    unpublished = 0;
    await publishAll(publisher, folder, pendingFolder);
  }

  /** Starts publishing beside the next batches, and waits if the last time has not ended. */
  async function publishSoon(): Promise<void> {
    await publishing;
    publishing = publishPending();
    publishing.catch(() => {});
  }

  async function publish(): Promise<void> {
    await publishSoon();
    await publishing;
  }

  async function commit(batch: StagedBatch, askedAtMs: number): Promise<void> {
    const files = await batch.seal({ isDurable: true });
    await inTransaction(connection, async () => {
      for (const { part, maxLineBytes } of files) {
        await connection.run("INSERT INTO harvest_pending VALUES ($id, $part, $maxLineBytes)", {
          id: batch.id,
          part,
          maxLineBytes,
        });
      }
      await recordPages(connection, batch.pages, askedAtMs);
    });
    unpublished += batch.sessionCount;
    if (unpublished >= publishSessions) await publishSoon();
  }

  const store: SessionStore = {
    stage: () =>
      explained(folder, () =>
        stageBatch({
          outputPath: folder,
          folder: pendingFolder,
          id: ++batches,
          partOf: hourOf,
        })),
    commit: (batch, askedAtMs) => explained(folder, () => commit(batch, askedAtMs)),
    publish: () => explained(folder, publish),
    ledger: (range) => explained(folder, () => readLedger(connection, range)),
    totals: (range) => explained(folder, () => readTotals(connection, range)),
    countSessions: () => explained(folder, () => countSessions(connection, folder)),
    close: () =>
      explained(folder, async () => {
        await publishing?.catch(() => {});
        publisher.closeSync();
        await close();
      }),
  };
  try {
    await explained(folder, async () => {
      await sweepUncommitted(connection, pendingFolder);
      await publish();
    });
  } catch (error) {
    await store.close().catch(() => {});
    throw error;
  }
  return store;
}

/** A folder with something in it that is not ours stays as it is. */
async function refuseForeignFolder(folder: string): Promise<void> {
  if (!await exists(folder) || await exists(ledgerFile(folder))) return;
  for await (const { name } of Deno.readDir(folder)) {
    if (name === "_harvest") continue;
    throw new StorageError(
      "foreign",
      folder,
      foreignMessage(folder, `it has '${name}', and harvest did not make the folder`),
    );
  }
}

/** Removes files of batches that were never committed. */
async function sweepUncommitted(connection: Connection, pendingFolder: string): Promise<void> {
  const rows = await rowsOf<{ batch: string }>(
    connection,
    "SELECT DISTINCT batch::VARCHAR AS batch FROM harvest_pending",
  );
  const committed = new Set(rows.map(({ batch }) => batch));
  if (!await exists(pendingFolder)) return;
  for await (const { name } of Deno.readDir(pendingFolder)) {
    if (!committed.has(name)) await removeIfThere(`${pendingFolder}/${name}`);
  }
}

async function publishAll(
  connection: Connection,
  folder: string,
  pendingFolder: string,
): Promise<void> {
  const rows = await rowsOf<{ batch: number; hour: string; bytes: number }>(
    connection,
    `SELECT batch::DOUBLE AS batch, hour, max_line_bytes::DOUBLE AS bytes
       FROM harvest_pending ORDER BY hour = '${NO_HOUR}', hour, batch`,
  );
  if (rows.length === 0) return;
  const draft = `${stateFolder(folder)}/draft`;
  const byHour = Map.groupBy(rows, ({ hour }) => hour);
  // Sessions without a start may have got one: their file comes last, and whenever there is one.
  if (await exists(hourFile(folder, NO_HOUR)) && !byHour.has(NO_HOUR)) byHour.set(NO_HOUR, []);
  for (const [hour, pending] of byHour) {
    const files = pending.map(({ batch, bytes }) => ({
      path: batchFile(pendingFolder, batch, hour),
      maxLineBytes: bytes,
    }));
    await publishHour(connection, { folder, hour, files, draft });
    for (const { batch } of pending) {
      await connection.run("DELETE FROM harvest_pending WHERE hour = $hour AND batch = $batch", {
        hour,
        batch,
      });
    }
    for (const { path } of files) await removeIfThere(path);
  }
  for (const batch of new Set(rows.map((row) => row.batch))) {
    await removeIfThere(`${pendingFolder}/${batch}`);
  }
}

async function countSessions(connection: Connection, folder: string): Promise<number> {
  const files = await sessionFiles(folder);
  if (files.length === 0) return 0;
  const [row] = await rowsOf<{ n: number }>(
    connection,
    `SELECT count(*)::DOUBLE AS n FROM read_parquet([${files.map(literal).join(", ")}])`,
  );
  return row!.n;
}
