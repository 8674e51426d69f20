import type { Endpoint } from "../../../gen/endpoint.ts";
import { IDS_COLUMN } from "../columns/output_columns.ts";
import { noSessions } from "../columns/session_text.ts";
import { type Connection, rowsOf, runAll, startDuckDB } from "../database/connection.ts";
import { literal, parquetRows, pattern } from "../database/sql_text.ts";
import { absolutePath, exists, findOutput, withoutSlash } from "../disk/file_path.ts";
import { StorageError } from "../storage_error.ts";
import { checkFileToRead } from "../ledger/ledger_file.ts";
import { ledgerFile, sessionFiles } from "../parquet/parquet_layout.ts";

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
export async function openForReading(
  input: string,
  endpoint: Endpoint,
): Promise<ReadableOutput> {
  const path = withoutSlash(absolutePath(input));
  return await findOutput(input) === "folder"
    ? await openFolder(path, input, endpoint)
    : await openFile(path, input);
}

async function openFile(path: string, input: string): Promise<ReadableOutput> {
  await checkFileToRead(path, input);
  const output = await open(path, { access_mode: "READ_ONLY" });
  try {
    // Closed to the outside only now: opening looks for the database's log as well.
    await runAll(output.connection, CLOSED);
    const tables = await rowsOf(
      output.connection,
      "SELECT 1 FROM information_schema.tables WHERE table_name = 'sessions'",
    );
    if (tables.length > 0) return output;
  } catch (error) {
    output.close();
    throw error;
  }
  output.close();
  throw new StorageError(
    "foreign",
    input,
    `Cannot read '${input}' as it has no table 'sessions'; name an output of harvest`,
  );
}

async function openFolder(
  folder: string,
  input: string,
  endpoint: Endpoint,
): Promise<ReadableOutput> {
  const files = await sessionFiles(folder);
  if (files.length === 0 && !await exists(ledgerFile(folder))) {
    throw new StorageError(
      "foreign",
      input,
      `Cannot read '${input}' as it has no Parquet files of sessions; name an output of harvest`,
    );
  }
  const output = await open(":memory:", {});
  try {
    await runAll(output.connection, [
      files.length > 0
        ? `CREATE VIEW sessions AS SELECT ${OPEN_COLUMNS}, ${PARTITION} FROM ${parquetRows(files)}`
        : `CREATE VIEW sessions AS SELECT ${OPEN_COLUMNS}, NULL::DATE AS date, NULL::INTEGER AS hour
             FROM (${noSessions(endpoint)})`,
      // DuckDB checks patterns as well as the files that they match.
      `SET allowed_directories = [${literal(folder)}, ${literal(pattern(folder))}]`,
      ...CLOSED,
    ]);
  } catch (error) {
    output.close();
    throw error;
  }
  return output;
}

const CLOSED = ["SET enable_external_access = false", "SET lock_configuration = true"];

// Outputs of earlier layouts have no ids to leave out.
const OPEN_COLUMNS = `COLUMNS(lambda name: name <> ${literal(IDS_COLUMN)})`;

// The folders of our own making, and no other, say when sessions started.
const PARTITION = `
  try_cast(regexp_extract(filename, '/date=([0-9-]+)/hour=[0-9]+/[^/]*$', 1) AS DATE) AS date,
  try_cast(regexp_extract(filename, '/hour=([0-9]+)/[^/]*$', 1) AS INTEGER) AS hour`;

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
