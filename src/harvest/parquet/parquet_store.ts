import fs from "node:fs/promises";
import { type Connection, inTransaction, rowsOf } from "../database/connection.ts";
import { parquetRows } from "../database/sql_text.ts";
import { exists } from "../disk/file_path.ts";
import { stageBatch, type StagedBatch } from "../disk/staged_batch.ts";
import { explained, foreignMessage } from "../disk/storage_failure.ts";
import { StorageError } from "../storage_error.ts";
import { readKnownCut, readLedger, readTotals } from "../ledger/ledger.ts";
import { openLedgerFile } from "../ledger/ledger_file.ts";
import type { OutputIdentity } from "../ledger/output_identity.ts";
import { insertRows, recordPages } from "../ledger/record_pages.ts";
import type { SessionStore, Setback } from "../session_store.ts";
import { checkHours, hourLedgerSchema } from "./hour_ledger.ts";
import { hourOf, ledgerFile, pendingFolder, sessionFiles } from "./parquet_layout.ts";
import { pendingHours, publishAll, sweepUncommitted } from "./publish_hour.ts";
import { PendingHours } from "./pending_hours.ts";

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
  const { endpoint } = identity;
  await explained(outputPath, () => refuseForeignFolder(folder, outputPath));
  const { instance, connection, checkInPlace, close } = await openLedgerFile({
    path: ledgerFile(folder),
    outputPath,
    kind: "parquet",
    identity,
    schema: hourLedgerSchema(),
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
    await publishAll(publisher, folder, endpoint, hours, setbacks);
  }

  /** Publishes complete hours beside the next batches, and waits if the last time has not ended. */
  async function publishComplete(): Promise<void> {
    if (pending.dueSessions < publishSessions) return;
    await publishing;
    const hours = pending.due;
    pending.settle(hours);
    publishing = publishAll(publisher, folder, endpoint, hours, setbacks);
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
          endpoint,
          partOf: (session) => hourOf(session[endpoint.key.start]),
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
  for await (const { name } of await fs.opendir(folder)) {
    if (name === "_harvest") continue;
    throw new StorageError(
      "foreign",
      outputPath,
      foreignMessage(outputPath, `it has '${name}', and harvest did not make the folder`),
    );
  }
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
