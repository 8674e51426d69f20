import { openDatabaseFile } from "../ledger/ledger_file.ts";
import { type Connection, inTransaction, rowsOf } from "../database/connection.ts";
import { exists, removeIfEmpty, removeIfThere, sizeOf } from "../disk/file_path.ts";
import { askAgain, checkHours, confirmHour } from "./hour_ledger.ts";
import { readKnownCut, readLedger, readTotals } from "../ledger/ledger.ts";
import type { OutputIdentity } from "../ledger/output_identity.ts";
import {
  hourFile,
  ledgerFile,
  pendingFolder,
  sessionFiles,
  stateFolder,
} from "./parquet_layout.ts";
import { parquetSchema } from "./parquet_schema.ts";
import { publishHour } from "./publish_hour.ts";
import { PendingHours } from "./pending_hours.ts";
import { insertRows, recordPages } from "../ledger/record_pages.ts";
import { hourOf, NO_HOUR } from "./session_hour.ts";
import type { SessionStore } from "../session_store.ts";
import type { Setback } from "../setback.ts";
import { parquetRows } from "../database/sql_text.ts";
import { batchFile, stageBatch, type StagedBatch } from "../disk/staged_batch.ts";
import { StorageError } from "../disk/storage_error.ts";
import { explained, foreignMessage } from "../disk/storage_failure.ts";

/**
 * Opens a folder of Parquet files, one an hour. A batch is committed as files of text and a row in
 * the ledger, which is cheap; once enough have come they are merged into the Parquet files.
 *
 * @throws StorageError
 */
export async function openParquetStore(
  folder: string,
  outputPath: string,
  identity: OutputIdentity,
  { memoryLimit, publishSessions }: { memoryLimit: string; publishSessions: number },
): Promise<SessionStore> {
  await explained(outputPath, () => refuseForeignFolder(folder, outputPath));
  const { instance, connection, checkInPlace, close } = await openDatabaseFile({
    path: ledgerFile(folder),
    outputPath,
    kind: "parquet",
    identity,
    schema: parquetSchema(),
    memoryLimit,
  });
  const publisher = await instance.connect();
  const pending = new PendingHours();
  const setbacks: Setback[] = [];
  let batches = 0;
  let publishing: Promise<void> = Promise.resolve();

  async function publish(): Promise<void> {
    await publishing;
    const hours = await pendingHours(publisher);
    pending.settle(hours);
    await publishAll(publisher, folder, hours, setbacks);
  }

  /** Publishes complete hours beside the next batches, and waits if the last time has not ended. */
  async function publishComplete(): Promise<void> {
    if (pending.dueSessions < publishSessions) return;
    await publishing;
    const hours = pending.due;
    pending.settle(hours);
    publishing = publishAll(publisher, folder, hours, setbacks);
    // It is awaited later; until then nobody hears of a failure.
    publishing.catch(() => {});
  }

  async function commit(batch: StagedBatch): Promise<void> {
    const files = await batch.seal({ isDurable: true });
    await checkInPlace();
    await inTransaction(connection, async () => {
      await insertRows(
        connection,
        "harvest_pending",
        "row.batch, row.hour, row.number, row.line, row.sessions, row.bytes",
        {
          batch: "BIGINT",
          hour: "VARCHAR",
          number: "BIGINT",
          line: "BIGINT",
          sessions: "BIGINT",
          bytes: "BIGINT",
        },
        files.map(({ part, number, maxLineBytes, sessions, bytes }) => ({
          batch: batch.id,
          hour: part,
          number,
          line: maxLineBytes,
          sessions,
          bytes,
        })),
      );
      await recordPages(connection, batch.pages);
    });
    const counts = new Map<string, number>();
    for (const { part, sessions } of files) counts.set(part, (counts.get(part) ?? 0) + sessions);
    pending.add(counts);
    await publishComplete();
  }

  const store: SessionStore = {
    stage: () =>
      explained(outputPath, () =>
        stageBatch({
          outputPath,
          folder: pendingFolder(folder),
          id: ++batches,
          partOf: hourOf,
        })),
    commit: (batch) => explained(outputPath, () => commit(batch)),
    publish: () => explained(outputPath, publish),
    check: () =>
      explained(outputPath, async () => {
        await checkInPlace();
        setbacks.push(...await checkHours(publisher, folder));
      }),
    setbacks,
    knownCut: () => explained(outputPath, () => readKnownCut(connection)),
    ledger: (range) => explained(outputPath, () => readLedger(connection, range)),
    totals: (range) => explained(outputPath, () => readTotals(connection, range)),
    countSessions: () => explained(outputPath, () => countSessions(connection, folder)),
    close: () =>
      explained(outputPath, async () => {
        await publishing.catch(() => {});
        publisher.closeSync();
        await close();
      }),
  };
  try {
    await explained(outputPath, async () => {
      await sweepUncommitted(connection, folder);
      setbacks.push(...await checkHours(publisher, folder));
      await publish();
    });
  } catch (error) {
    await store.close().catch(() => {});
    throw error;
  }
  return store;
}

/** A folder with something in it that is not ours stays as it is. */
async function refuseForeignFolder(folder: string, outputPath: string): Promise<void> {
  if (!await exists(folder) || await exists(ledgerFile(folder))) return;
  for await (const { name } of Deno.readDir(folder)) {
    if (name === "_harvest") continue;
    throw new StorageError(
      "foreign",
      outputPath,
      foreignMessage(outputPath, `it has '${name}', and harvest did not make the folder`),
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
  setbacks: Setback[],
): Promise<void> {
  for (const hour of hours) {
    if (hour !== NO_HOUR) await publishPending(connection, folder, hour, setbacks);
  }
  // Sessions without a start may have got one: their file comes last, and whenever there is one.
  if (hours.includes(NO_HOUR) || hours.length > 0 && await exists(hourFile(folder, NO_HOUR))) {
    await publishPending(connection, folder, NO_HOUR, setbacks);
  }
}

interface PendingFile {
  readonly path: string;
  readonly batch: number;
  readonly maxLineBytes: number;
  readonly sessions: number;
  readonly bytes: number;
}

async function publishPending(
  connection: Connection,
  folder: string,
  hour: string,
  setbacks: Setback[],
): Promise<void> {
  const files = await pendingFiles(connection, folder, hour);
  // What is lost now would not be missed any more once the hour is written anew.
  setbacks.push(...await checkHours(connection, folder, hour));
  const whole: PendingFile[] = [];
  for (const file of files) {
    if (await sizeOf(file.path) === file.bytes) whole.push(file);
    else setbacks.push(await loseFile(connection, folder, hour, file));
  }
  const draft = `${stateFolder(folder)}/draft`;
  if (whole.length > 0 || hour === NO_HOUR) {
    await publishHour(connection, { folder, hour, files: whole, draft });
  }
  const batches = new Set(files.map((file) => file.batch));
  await inTransaction(connection, async () => {
    await confirmHour(connection, hour);
    for (const batch of batches) {
      await connection.run("DELETE FROM harvest_pending WHERE hour = $hour AND batch = $batch", {
        hour,
        batch,
      });
    }
  });
  for (const { path } of files) await removeIfThere(path);
  for (const batch of batches) await removeIfEmpty(`${pendingFolder(folder)}/${batch}`);
}

async function pendingFiles(
  connection: Connection,
  folder: string,
  hour: string,
): Promise<PendingFile[]> {
  const rows = await rowsOf<Record<"batch" | "number" | "line" | "sessions" | "bytes", number>>(
    connection,
    `SELECT batch::DOUBLE AS batch, number::DOUBLE AS number, max_line_bytes::DOUBLE AS line,
       sessions::DOUBLE AS sessions, bytes::DOUBLE AS bytes
       FROM harvest_pending WHERE hour = $hour ORDER BY batch, number`,
    { hour },
  );
  return rows.map(({ batch, number, line, sessions, bytes }) => ({
    path: batchFile(pendingFolder(folder), batch, hour, number),
    batch,
    maxLineBytes: line,
    sessions,
    bytes,
  }));
}

async function loseFile(
  connection: Connection,
  folder: string,
  hour: string,
  { path, sessions }: PendingFile,
): Promise<Setback> {
  const kind = await exists(path) ? "damaged" : "missing";
  return await askAgain(connection, hour, {
    kind,
    file: path.slice(folder.length + 1),
    sessions,
  });
}

async function countSessions(connection: Connection, folder: string): Promise<number> {
  const files = await sessionFiles(folder);
  if (files.length === 0) return 0;
  const [row] = await rowsOf<{ n: number }>(
    connection,
    `SELECT count(*)::DOUBLE AS n FROM ${parquetRows(files)}`,
  );
  return row!.n;
}
