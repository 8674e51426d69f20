import { openDuckDBStore } from "./duckdb/duckdb_store.ts";
import { absolutePath, isFolderPath, unlessMissing, withoutSlash } from "./disk/file_path.ts";
import type { OutputIdentity } from "./ledger/output_identity.ts";
import type { OutputKind } from "./ledger/identity_check.ts";
import { openParquetStore } from "./parquet/parquet_store.ts";
import type { SessionStore } from "./session_store.ts";
import { StorageError } from "./disk/storage_error.ts";
import { explained } from "./disk/storage_failure.ts";

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
    const found = await unlessMissing(Deno.stat(place));
    if (found && !found.isDirectory && isFolderPath(path)) {
      throw new StorageError(
        "name",
        path,
        `Cannot harvest into the folder '${path}' as there is a file of this name; leave out the slash ` +
          "at its end, or name another path",
      );
    }
    if (found) return found.isDirectory ? "parquet" : "duckdb";
    if (isFolderPath(path)) return "parquet";
    if (/\.parquet$/i.test(path)) {
      throw new StorageError(
        "failed",
        path,
        `Cannot harvest into the single Parquet file '${path}' as it could not be resumed; name a ` +
          "folder for Parquet files, or a .duckdb file",
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
