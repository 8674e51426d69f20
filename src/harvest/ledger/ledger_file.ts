import fs from "node:fs/promises";
import type { DuckDBInstance } from "@duckdb/node-api";
import type { Endpoint } from "../../../gen/endpoint.ts";
import type { Filters } from "../../query/check/checked_query.ts";
import { type Connection, runAll, startDuckDB } from "../database/connection.ts";
import { makeFolder, syncFile, syncFolder } from "../disk/durable.ts";
import { exists, folderOf, nameOf, removeIfThere, unlessMissing } from "../disk/file_path.ts";
import { ledgerSchema } from "./ledger.ts";
import { checkIdentity, checkReadable, identityRows, type OutputClaim } from "./output_identity.ts";
import { explained, foreignMessage, lockedMessage } from "../disk/storage_failure.ts";
import { StorageError } from "../storage_error.ts";

/** A database with the ledger of an output that this process, and no other, writes to. */
export interface LedgerFile {
  /** The database. */
  readonly instance: DuckDBInstance;
  /** A connection that belongs to the holder. */
  readonly connection: Connection;
  /**
   * Makes sure that the file is still where it was opened.
   *
   * @throws StorageError if it was removed or replaced: what is written to it is lost.
   */
  checkInPlace(): Promise<void>;
  /** Writes what is in memory to the file and lets go of it. */
  close(): Promise<void>;
}

/** How to open the database of an output. */
export interface LedgerFileOptions extends OutputClaim {
  /** Where the database is, or will be. */
  readonly path: string;
  /** SQL that makes the tables, beside the ledger's. */
  readonly schema: readonly string[];
  /** Memory that DuckDB may use, for example `512MB`. */
  readonly memoryLimit: string;
}

// DuckDB's lock is the process's: it does not keep out a second user in the same one.
const openHere = new Set<string>();

/**
 * Opens the database of an output, or makes it, and locks it until it is closed or the process ends.
 *
 * @throws StorageError if another run holds it, or if it is not an output of these filters.
 */
export async function openLedgerFile(options: LedgerFileOptions): Promise<LedgerFile> {
  const { path, outputPath } = options;
  return await explained(outputPath, async () => {
    await makeFolder(folderOf(path));
    const key = await unlessMissing(fs.realpath(path)) ??
      `${await fs.realpath(folderOf(path))}/${nameOf(path)}`;
    refuseOpen(key, outputPath);
    openHere.add(key);
    try {
      return await open(options, () => openHere.delete(key));
    } catch (error) {
      openHere.delete(key);
      throw error;
    }
  });
}

function refuseOpen(key: string, outputPath: string): void {
  if (openHere.has(key)) throw new StorageError("locked", outputPath, lockedMessage(outputPath));
}

async function open(options: LedgerFileOptions, onClose: () => void): Promise<LedgerFile> {
  const { path, outputPath, memoryLimit } = options;
  if (await exists(path)) {
    await checkHeader(path, outputPath, foreignMessage(outputPath, NO_DATABASE));
  } else await create(options);
  const { ino, dev } = await fs.stat(path);
  async function checkInPlace(): Promise<void> {
    const found = await unlessMissing(fs.stat(path));
    // Windows has no inodes, and lets nobody remove a file that is open.
    if (found && found.ino === ino && found.dev === dev) return;
    throw new StorageError(
      "lost",
      outputPath,
      `Cannot go on with '${outputPath}' as '${nameOf(path)}' was ${
        found ? "replaced" : "removed"
      } ` +
        "while a run wrote to it, and what this run stored is lost; run the same command again, " +
        "which asks again for what is not there",
    );
  }
  const instance = await startDuckDB(path, {
    ...memorySettings(memoryLimit),
    ...logSettings(path),
  });
  try {
    const connection = await instance.connect();
    await checkIdentity(connection, options);
    await sweepDrafts(path);
    return {
      instance,
      connection,
      checkInPlace,
      async close() {
        try {
          await connection.run("CHECKPOINT");
          await checkInPlace();
        } finally {
          connection.closeSync();
          instance.closeSync();
          onClose();
        }
      },
    };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

/** Memory that DuckDB may use to read: it keeps what it has read as long as it may. */
const READING_MEMORY = "384MB";

function memorySettings(memoryLimit: string): Record<string, string> {
  return {
    memory_limit: memoryLimit,
    // The process has other work to do meanwhile, and a second thread costs more than it brings.
    threads: "1",
    // What is freed goes back to the system at once. By default the allocator keeps it, and the more
    // hours have been written or read the more it keeps.
    allocator_bulk_deallocation_flush_threshold: "16MB",
  };
}

/**
 * How a database keeps its log. DuckDB takes what follows a question mark in a path for options, and
 * looks for the log of `a?/b` at `a.wal?/b`: there it is told to keep none, and writes every
 * transaction to its place at once.
 */
function logSettings(path: string): Record<string, string> {
  return path.includes("?")
    ? { wal_autocheckpoint: "0KB", auto_checkpoint_skip_wal_threshold: "0" }
    // Writing a batch to the log and soon after again to its place would cost twice.
    : { wal_autocheckpoint: "256MB" };
}

/**
 * Makes the database under another name and links it into place when it is whole: a run that is
 * killed meanwhile leaves nothing at the path, and of two runs that make it one wins.
 */
async function create(options: LedgerFileOptions): Promise<void> {
  const draft = `${options.path}.${crypto.randomUUID().slice(0, 8)}.new`;
  // The log of a database that was removed would be taken for the new one's.
  await removeIfThere(`${options.path}.wal`);
  try {
    const instance = await startDuckDB(draft, logSettings(draft));
    try {
      const connection = await instance.connect();
      await runAll(connection, [...ledgerSchema(), ...options.schema]);
      for (const [key, value] of identityRows(options)) {
        await connection.run("INSERT INTO harvest_meta VALUES ($key, $value)", { key, value });
      }
      await connection.run("CHECKPOINT");
      connection.closeSync();
    } finally {
      instance.closeSync();
    }
    try {
      await syncFile(draft);
      await fs.link(draft, options.path);
    } catch (error) {
      // The other run has won, and may have swept this draft away.
      if (!await exists(options.path)) throw error;
    }
    await syncFolder(folderOf(options.path));
  } finally {
    for (const file of [draft, `${draft}.wal`]) await fs.rm(file).catch(() => {});
  }
}

/**
 * Refuses to read a file that a run in this process writes to, which DuckDB would not notice, and one
 * that is not DuckDB's.
 *
 * @throws StorageError
 */
export async function checkFileToRead(path: string, outputPath: string): Promise<void> {
  refuseOpen(await fs.realpath(path), outputPath);
  const message = `Cannot read '${outputPath}' as ${NO_DATABASE}; name an output of harvest`;
  await checkHeader(path, outputPath, message);
}

const NO_DATABASE = "it is not a DuckDB database";

/** Refuses a file that is not DuckDB's before DuckDB touches it. */
async function checkHeader(path: string, outputPath: string, message: string): Promise<void> {
  // Closing the file would give up DuckDB's lock on it, so this comes before DuckDB opens it.
  const file = await fs.open(path);
  try {
    const header = new Uint8Array(12);
    await file.read(header);
    if (new TextDecoder().decode(header.subarray(8)) !== "DUCK") {
      throw new StorageError("foreign", outputPath, message);
    }
  } finally {
    await file.close();
  }
}

/** A database with the ledger of an output that is read. */
export interface ReadableLedger {
  /** A connection that belongs to the holder. */
  readonly connection: Connection;
  /** What the sessions of the output match. */
  readonly filters: Filters;
  /** Lets go of the file. */
  close(): void;
}

/**
 * Opens the database of an output to read it.
 *
 * @throws StorageError if a run is writing to it, or if it has no sessions of the endpoint.
 */
export async function openLedgerToRead(
  path: string,
  outputPath: string,
  endpoint: Endpoint,
): Promise<ReadableLedger> {
  await checkFileToRead(path, outputPath);
  const instance = await startDuckDB(path, {
    access_mode: "READ_ONLY",
    ...memorySettings(READING_MEMORY),
  });
  try {
    const connection = await instance.connect();
    return {
      connection,
      filters: await checkReadable(connection, outputPath, endpoint),
      close() {
        connection.closeSync();
        instance.closeSync();
      },
    };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

/** Removes drafts of runs that were killed; whoever holds the lock needs none. */
async function sweepDrafts(path: string): Promise<void> {
  for await (const { name } of await fs.opendir(folderOf(path))) {
    if (name.startsWith(`${nameOf(path)}.`) && /\.new(\.wal)?$/.test(name)) {
      await fs.rm(`${folderOf(path)}/${name}`).catch(() => {});
    }
  }
}
