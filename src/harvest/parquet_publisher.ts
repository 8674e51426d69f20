import { OUTPUT_COLUMNS } from "./column.ts";
import { type Connection, rowsOf, runAll } from "./duckdb.ts";
import { exists, folderOf, removeIfThere } from "./file_path.ts";
import { INCOMING, isSameSession, loadIncoming, type SessionTextFile } from "./incoming.ts";
import { hourFile, hourFiles } from "./parquet_layout.ts";
import { NO_HOUR } from "./session_hour.ts";
import { identifier, literal } from "./sql_text.ts";

/** An hour that has sessions to be made visible. */
export interface PublishRequest {
  /** The folder of the output. */
  readonly folder: string;
  /** The hour, or `NO_HOUR`. */
  readonly hour: string;
  /** The sessions, those read later in later files. */
  readonly files: readonly SessionTextFile[];
  /** Where to write the file before it takes its place. */
  readonly draft: string;
}

/**
 * Merges sessions into the file of their hour and puts the new file in the place of the old one in
 * one step. Doing it twice changes nothing, so that after a kill in between it is done again.
 */
export async function publishHour(
  connection: Connection,
  { folder, hour, files, draft }: PublishRequest,
): Promise<void> {
  const target = hourFile(folder, hour);
  await runAll(connection, files.length > 0 ? loadIncoming(files) : [emptyIncoming()]);
  const sources = [`SELECT * FROM ${INCOMING}`];
  if (await exists(target)) {
    sources.push(`SELECT o.* FROM (${read([target])}) o
      WHERE NOT EXISTS (SELECT 1 FROM ${INCOMING} i WHERE ${isSameSession("i", "o")})`);
  }
  let rows = sources.join(" UNION ALL BY NAME ");
  if (hour === NO_HOUR) {
    const others = await hourFiles(folder);
    // A reading without a start, which only a faulty answer brings, gives way to one that has it.
    if (others.length > 0) {
      rows = `SELECT u.* FROM (${rows}) u WHERE NOT EXISTS
        (SELECT 1 FROM (${read(others)}) h WHERE ${isSameSession("h", "u")})`;
    }
  }
  await runAll(connection, [
    `COPY (${rows}) TO ${literal(draft)}
       (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440, ROW_GROUP_SIZE_BYTES '64MB')`,
    `DROP TABLE ${INCOMING}`,
  ]);
  if (hour === NO_HOUR && await isEmpty(connection, draft)) return await removeIfThere(target);
  await moveIntoPlace(draft, target);
}

/** SQL that reads Parquet files with all columns, those that the files are older than as well. */
function read(files: readonly string[]): string {
  return `SELECT * FROM ${INCOMING} WHERE false UNION ALL BY NAME SELECT * FROM read_parquet(
    [${files.map(literal).join(", ")}], hive_partitioning = false, union_by_name = true)`;
}

function emptyIncoming(): string {
  const columns = OUTPUT_COLUMNS.map(({ name, type }) => `${identifier(name)} ${type}`);
  return `CREATE OR REPLACE TEMP TABLE ${INCOMING} (${columns.join(", ")})`;
}

async function isEmpty(connection: Connection, file: string): Promise<boolean> {
  const rows = await rowsOf(connection, `SELECT 1 FROM read_parquet(${literal(file)}) LIMIT 1`);
  return rows.length === 0;
}

/** Renames a file over another after it has reached the disk, so that a reader sees either whole. */
async function moveIntoPlace(draft: string, target: string): Promise<void> {
  const file = await Deno.open(draft, { read: true, write: true });
  try {
    await file.syncData();
  } finally {
    file.close();
  }
  await Deno.mkdir(folderOf(target), { recursive: true });
  await Deno.rename(draft, target);
}
