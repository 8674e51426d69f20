import { openDatabaseFile } from "./database_file.ts";
import { type Connection, inTransaction, rowsOf } from "./duckdb.ts";
import { exists, removeIfEmpty, removeIfThere } from "./file_path.ts";
import { insertRows, readLedger, readTotals, recordPages } from "./ledger.ts";
import type { OutputIdentity } from "./output_identity.ts";
import {
  hourFile,
  ledgerFile,
  pendingFolder,
  sessionFiles,
  stateFolder,
} from "./parquet_layout.ts";
import { publishHour } from "./parquet_publisher.ts";
import { PendingHours } from "./pending_hours.ts";
import { hourOf, NO_HOUR } from "./session_hour.ts";
import type { SessionStore } from "./session_store.ts";
import { literal } from "./sql_text.ts";
import { batchFile, stageBatch, type StagedBatch } from "./staged_batch.ts";
import { StorageError } from "./storage_error.ts";
import { explained, foreignMessage } from "./storage_failure.ts";

// Files that were committed and wait to be merged into their hours.
const PENDING_TABLE = `CREATE TABLE harvest_pending (
  batch BIGINT NOT NULL, hour VARCHAR NOT NULL, number BIGINT NOT NULL,
  max_line_bytes BIGINT NOT NULL)`;

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
  const pending = new PendingHours();
  let batches = 0;
  let publishing: Promise<void> = Promise.resolve();

  async function publish(): Promise<void> {
    await publishing;
    const hours = await pendingHours(publisher);
    pending.settle(hours);
    await publishAll(publisher, folder, hours);
  }

  /** Publishes complete hours beside the next batches, and waits if the last time has not ended. */
  async function publishComplete(): Promise<void> {
    if (pending.dueSessions < publishSessions) return;
    await publishing;
    const hours = pending.due;
    pending.settle(hours);
    publishing = publishAll(publisher, folder, hours);
    // It is awaited later; until then nobody hears of a failure.
    publishing.catch(() => {});
  }

  async function commit(batch: StagedBatch, askedAtMs: number): Promise<void> {
    const files = await batch.seal({ isDurable: true });
    await inTransaction(connection, async () => {
      await insertRows(
        connection,
        "harvest_pending",
        "row.batch, row.hour, row.number, row.bytes",
        '{"batch": "BIGINT", "hour": "VARCHAR", "number": "BIGINT", "bytes": "BIGINT"}',
        files.map(({ part, number, maxLineBytes }) => ({
          batch: batch.id,
          hour: part,
          number,
          bytes: maxLineBytes,
        })),
      );
      await recordPages(connection, batch.pages, askedAtMs);
    });
    const counts = new Map<string, number>();
    for (const { part, sessions } of files) counts.set(part, (counts.get(part) ?? 0) + sessions);
    pending.add(counts);
    await publishComplete();
  }

  const store: SessionStore = {
    stage: () =>
      explained(folder, () =>
        stageBatch({
          outputPath: folder,
          folder: pendingFolder(folder),
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
        await publishing.catch(() => {});
        publisher.closeSync();
        await close();
      }),
  };
  try {
    await explained(folder, async () => {
      await sweepUncommitted(connection, folder);
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
async function sweepUncommitted(connection: Connection, folder: string): Promise<void> {
  const rows = await rowsOf<{ batch: string }>(
    connection,
    "SELECT DISTINCT batch::VARCHAR AS batch FROM harvest_pending",
  );
  const committed = new Set(rows.map(({ batch }) => batch));
  const pending = pendingFolder(folder);
  if (!await exists(pending)) return;
  for await (const { name } of Deno.readDir(pending)) {
    if (!committed.has(name)) await removeIfThere(`${pending}/${name}`);
  }
}

/** The hours that have committed sessions which readers do not see yet, in order. */
async function pendingHours(connection: Connection): Promise<string[]> {
  const rows = await rowsOf<{ hour: string }>(
    connection,
    "SELECT DISTINCT hour FROM harvest_pending ORDER BY hour",
  );
  return rows.map(({ hour }) => hour);
}

/** Merges committed sessions into the files of their hours. */
async function publishAll(
  connection: Connection,
  folder: string,
  hours: readonly string[],
): Promise<void> {
  for (const hour of hours) if (hour !== NO_HOUR) await publishPending(connection, folder, hour);
  // Sessions without a start may have got one: their file comes last, and whenever there is one.
  if (hours.includes(NO_HOUR) || hours.length > 0 && await exists(hourFile(folder, NO_HOUR))) {
    await publishPending(connection, folder, NO_HOUR);
  }
}

async function publishPending(connection: Connection, folder: string, hour: string): Promise<void> {
  const rows = await rowsOf<{ batch: number; number: number; bytes: number }>(
    connection,
    `SELECT batch::DOUBLE AS batch, number::DOUBLE AS number, max_line_bytes::DOUBLE AS bytes
       FROM harvest_pending WHERE hour = $hour ORDER BY batch, number`,
    { hour },
  );
  const files = rows.map(({ batch, number, bytes }) => ({
    path: batchFile(pendingFolder(folder), batch, hour, number),
    maxLineBytes: bytes,
  }));
  const draft = `${stateFolder(folder)}/draft`;
  await publishHour(connection, { folder, hour, files, draft });
  const batches = new Set(rows.map((row) => row.batch));
  for (const batch of batches) {
    await connection.run("DELETE FROM harvest_pending WHERE hour = $hour AND batch = $batch", {
      hour,
      batch,
    });
  }
  for (const { path } of files) await removeIfThere(path);
  for (const batch of batches) await removeIfEmpty(`${pendingFolder(folder)}/${batch}`);
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
