import type { Endpoint } from "../../gen/endpoint.ts";
import { absolutePath, entryAt, findOutput, isFolderPath, withoutSlash } from "./disk/file_path.ts";
import { explained } from "./disk/storage_failure.ts";
import { StorageError } from "./storage_error.ts";
import { openDuckDBStore } from "./duckdb/duckdb_store.ts";
import { openStoredFile } from "./duckdb/stored_file.ts";
import type { OutputIdentity, OutputKind } from "./ledger/output_identity.ts";
import { openParquetStore } from "./parquet/parquet_store.ts";
import { openStoredFolder } from "./parquet/stored_folder.ts";
import type { SessionStore, StoredSessions } from "./session_store.ts";

/** Names of files of formats that are not written. */
const OTHER_FORMATS = /\.(csv|tsv|json|ndjson|jsonl|xlsx?|sqlite3?|arrow|feather|txt|gz|zip)$/i;

/** How a store is opened. */
export interface StoreSettings {
  /** Memory that DuckDB may use. */
  readonly memoryLimit: string;
  /** Committed sessions after which Parquet files are written. */
  readonly publishSessions: number;
}

/**
 * What an output is: what it is already, or else what its name says.
 *
 * @throws StorageError if it can be neither.
 */
export async function outputKind(path: string): Promise<OutputKind> {
  return await explained(path, async () => {
    const place = withoutSlash(absolutePath(path));
    const found = await entryAt(place);
    if (found === "file" && isFolderPath(path)) {
      throw new StorageError(
        "name",
        path,
        `Cannot harvest into the folder '${path}' as there is a file of this name; leave out the slash ` +
          "at its end, or name another path",
      );
    }
    if (found) return found === "folder" ? "parquet" : "duckdb";
    if (isFolderPath(path)) return "parquet";
    if (/\.parquet$/i.test(path)) {
      throw new StorageError(
        "failed",
        path,
        `Cannot harvest into the single Parquet file '${path}' as it could not be resumed; name a ` +
          "folder for Parquet files, or a .duckdb file",
      );
    }
    if (OTHER_FORMATS.test(path)) {
      throw new StorageError(
        "failed",
        path,
        `Cannot harvest into '${path}' as it would hold DuckDB or Parquet whatever its name says; name ` +
          "a .duckdb file or a folder, and read another format from that in SQL",
      );
    }
    return /\.(duckdb|ddb|db)$/i.test(path) ? "duckdb" : "parquet";
  });
}

/** Opens an output for writing, or makes it. */
export function openStore(
  kind: OutputKind,
  path: string,
  identity: OutputIdentity,
  settings: StoreSettings,
): Promise<SessionStore> {
  const place = withoutSlash(absolutePath(path));
  return kind === "duckdb"
    ? openDuckDBStore(place, path, identity, settings.memoryLimit)
    : openParquetStore(place, path, identity, settings);
}

/**
 * Opens an output for reading.
 *
 * @throws StorageError if there is none of the endpoint, or if a run is writing to it.
 */
export async function openStored(path: string, endpoint: Endpoint): Promise<StoredSessions> {
  return await explained(path, async () => {
    const place = withoutSlash(absolutePath(path));
    return await findOutput(path) === "folder"
      ? await openStoredFolder(place, path, endpoint)
      : await openStoredFile(place, path, endpoint);
  });
}
