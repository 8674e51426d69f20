import { OUTPUT_COLUMNS } from "./column.ts";
import { checkHeader } from "./database_file.ts";
import { type Connection, rowsOf, runAll, startDuckDB } from "./duckdb.ts";
import { exists } from "./file_path.ts";
import { ledgerFile, sessionFiles } from "./parquet_layout.ts";
import { identifier, literal } from "./sql_text.ts";
import { StorageError } from "./storage_error.ts";

/** An output that is open for reading. */
export interface ReadableOutput {
  /** A connection that sees `sessions` and nothing else of the machine. */
  readonly connection: Connection;
  /** Lets go of the output; doing it twice does no harm. */
  close(): void;
}

/**
 * Opens an output for reading.
 *
 * @throws StorageError if there is none, or if a run is writing to the file.
 */
export async function openForReading(input: string): Promise<ReadableOutput> {
  const found = await Deno.stat(input).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  });
  if (!found) {
    throw new StorageError(
      "missing",
      input,
      `Cannot read '${input}' as there is nothing at that path; harvest into it first`,
    );
  }
  return found.isDirectory ? await openFolder(input) : await openFile(input);
}

async function openFile(path: string): Promise<ReadableOutput> {
  await checkHeader(path, path);
  const output = await open(path, { access_mode: "READ_ONLY", enable_external_access: "false" });
  const tables = await rowsOf(
    output.connection,
    "SELECT 1 FROM duckdb_tables() WHERE table_name = 'sessions'",
  );
  if (tables.length > 0) return output;
  output.close();
  throw new StorageError(
    "foreign",
    path,
    `Cannot read '${path}' as it has no table 'sessions'; name an output of harvest`,
  );
}

async function openFolder(folder: string): Promise<ReadableOutput> {
  const hasSessions = (await sessionFiles(folder)).length > 0;
  if (!hasSessions && !await exists(ledgerFile(folder))) {
    throw new StorageError(
      "foreign",
      folder,
      `Cannot read '${folder}' as it has no Parquet files of sessions; name an output of harvest`,
    );
  }
  const output = await open(":memory:", {});
  const files = literal(`${folder}/date=*/hour=*/sessions.parquet`);
  const columns = OUTPUT_COLUMNS.map(({ name, type }) => `NULL::${type} AS ${identifier(name)}`);
  try {
    await runAll(output.connection, [
      hasSessions
        ? `CREATE VIEW sessions AS SELECT * FROM read_parquet(${files}, union_by_name = true,
             hive_partitioning = true, hive_types = {date: DATE, hour: INTEGER})`
        : `CREATE VIEW sessions AS SELECT ${columns.join(", ")} WHERE false`,
      `SET allowed_directories = [${literal(folder)}]`,
      "SET enable_external_access = false",
      "SET lock_configuration = true",
    ]);
  } catch (error) {
    output.close();
    throw error;
  }
  return output;
}

async function open(path: string, settings: Record<string, string>): Promise<ReadableOutput> {
  const instance = await startDuckDB(path, settings);
  const connection = await instance.connect();
  let isOpen = true;
  return {
    connection,
    close() {
      if (!isOpen) return;
      isOpen = false;
      connection.closeSync();
      instance.closeSync();
    },
  };
}
