import fs from "node:fs/promises";
import type { Endpoint } from "../../../gen/endpoint.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import { type Connection, inTransaction, rowsOf } from "../database/connection.ts";
import { parquetRows } from "../database/sql_text.ts";
import { exists } from "../disk/file_path.ts";
import { stageBatch, type StagedBatch, type StagedFile } from "../disk/staged_batch.ts";
import { explained, foreignMessage } from "../disk/storage_failure.ts";
import { StorageError } from "../storage_error.ts";
import {
  type LedgerEntry,
  type LedgerTotals,
  readKnownCut,
  readLedger,
  readTotals,
} from "../ledger/ledger.ts";
import { type LedgerFile, openLedgerFile } from "../ledger/ledger_file.ts";
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
  await explained(outputPath, () => refuseForeignFolder(folder, outputPath));
  const database = await openLedgerFile({
    path: ledgerFile(folder),
    outputPath,
    kind: "parquet",
    identity,
    schema: hourLedgerSchema(),
    memoryLimit,
  });
  const publisher = await database.instance.connect();
  const { endpoint } = identity;
  const store = new ParquetStore(database, publisher, {
    folder,
    outputPath,
    endpoint,
    publishSessions,
  });
  try {
    await store.recover();
  } catch (error) {
    await store.close().catch(() => {});
    throw error;
  }
  return store;
}

/** What a store keeps where, and when it shows it. */
interface ParquetStoreOptions {
  readonly folder: string;
  /** The output, as the user knows it. */
  readonly outputPath: string;
  /** Whose sessions they are. */
  readonly endpoint: Endpoint;
  /** Sessions of complete hours after which their files are written. */
  readonly publishSessions: number;
}

class ParquetStore implements SessionStore {
  readonly setbacks: Setback[] = [];
  readonly #database: LedgerFile;
  /** Files of hours are written over a connection of their own, beside the commits. */
  readonly #publisher: Connection;
  readonly #options: ParquetStoreOptions;
  readonly #pending = new PendingHours();
  #batches = 0;
  #publishing: Promise<void> = Promise.resolve();

  constructor(database: LedgerFile, publisher: Connection, options: ParquetStoreOptions) {
    this.#database = database;
    this.#publisher = publisher;
    this.#options = options;
  }

  /** Makes good what a run before left undone. */
  recover(): Promise<void> {
    return this.#explained(async ({ folder }) => {
      await sweepUncommitted(this.#database.connection, folder);
      this.setbacks.push(...await checkHours(this.#publisher, folder));
      await this.#publishAll();
    });
  }

  stage(): Promise<StagedBatch> {
    return this.#explained(({ folder, outputPath, endpoint }) =>
      stageBatch({
        outputPath,
        folder: pendingFolder(folder),
        id: ++this.#batches,
        endpoint,
        partOf: (session) => hourOf(session[endpoint.key.start]),
      })
    );
  }

  commit(batch: StagedBatch): Promise<void> {
    return this.#explained(async ({ publishSessions }) => {
      const { connection, checkInPlace } = this.#database;
      const files = await batch.seal({ isDurable: true });
      await checkInPlace();
      await inTransaction(connection, async () => {
        await insertPending(connection, batch.id, files);
        await recordPages(connection, batch.pages);
      });
      const counts = new Map<string, number>();
      for (const { part, sessions } of files) counts.set(part, (counts.get(part) ?? 0) + sessions);
      this.#pending.add(counts);
      if (this.#pending.dueSessions >= publishSessions) await this.#publishBesides();
    });
  }

  publish(): Promise<void> {
    return this.#explained(() => this.#publishAll());
  }

  check(): Promise<void> {
    return this.#explained(async ({ folder }) => {
      await this.#database.checkInPlace();
      this.setbacks.push(...await checkHours(this.#publisher, folder));
    });
  }

  knownCut(): Promise<number | undefined> {
    return this.#explained(() => readKnownCut(this.#database.connection));
  }

  ledger(range: TimeWindow): Promise<LedgerEntry> {
    return this.#explained(() => readLedger(this.#database.connection, range));
  }

  totals(range: TimeWindow): Promise<LedgerTotals> {
    return this.#explained(() => readTotals(this.#database.connection, range));
  }

  countSessions(): Promise<number> {
    return this.#explained(({ folder }) => countSessions(this.#database.connection, folder));
  }

  close(): Promise<void> {
    return this.#explained(async () => {
      await this.#publishing.catch(() => {});
      this.#publisher.closeSync();
      await this.#database.close();
    });
  }

  async #publishAll(): Promise<void> {
    await this.#publishing;
    await this.#publishHours(await pendingHours(this.#publisher));
  }

  /** Publishes complete hours beside the next batches, and waits if the last time has not ended. */
  async #publishBesides(): Promise<void> {
    await this.#publishing;
    this.#publishing = this.#publishHours(this.#pending.due);
    // It is awaited later; until then nobody hears of a failure.
    this.#publishing.catch(() => {});
  }

  #publishHours(hours: readonly string[]): Promise<void> {
    const { folder, endpoint } = this.#options;
    this.#pending.settle(hours);
    return publishAll(this.#publisher, folder, endpoint, hours, this.setbacks);
  }

  #explained<T>(work: (options: ParquetStoreOptions) => Promise<T>): Promise<T> {
    return explained(this.#options.outputPath, () => work(this.#options));
  }
}

/** Writes down which files of text a batch has committed. */
async function insertPending(
  connection: Connection,
  batch: number,
  files: readonly StagedFile[],
): Promise<void> {
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
      batch,
      hour: part,
      number,
      line: maxLineBytes,
      sessions,
      bytes,
    })),
  );
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
