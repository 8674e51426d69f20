import { type Connection, hasRows } from "./duckdb.ts";
import { moveIntoPlace } from "./durable.ts";
import { exists, removeIfThere } from "./file_path.ts";
import { announceHour, contentOf, forgetHour } from "./hour_ledger.ts";
import { hourFile, hourFiles } from "./parquet_layout.ts";
import { haveSameIds, keyOf, repeatsIn } from "./same_session.ts";
import { NO_HOUR } from "./session_hour.ts";
import { noSessions, sessionsOf, type SessionTextFile } from "./session_text_query.ts";
import { literal, parquetRows } from "./sql_text.ts";

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
 * one step; the caller confirms it to the ledger. Doing it twice changes nothing, so that after a kill
 * in between it is done again.
 */
export async function publishHour(
  connection: Connection,
  { folder, hour, files, draft }: PublishRequest,
): Promise<void> {
  const target = hourFile(folder, hour);
  const readings = [
    ...(await exists(target) ? [`SELECT * FROM ${parquetRows([target])}`] : []),
    sessionsOf(files),
  ];
  // The first names all columns, also those that the files are older than.
  const rows = [noSessions(), ...readings].join(" UNION ALL BY NAME ");
  await write(connection, hour === NO_HOUR ? await withoutHour(folder, rows) : rows, draft);
  // Written first and looked at afterwards, sessions stream through; keeping them apart on the way
  // would hold an hour in memory.
  if (await hasRows(connection, repeatsIn(parquetRows([draft])))) {
    const whole = `${draft}.distinct`;
    await write(connection, lastReadings(draft), whole);
    await Deno.rename(whole, draft);
  }
  const content = await contentOf(connection, draft);
  if (hour === NO_HOUR && content.sessions === 0) {
    await forgetHour(connection, hour);
    return await removeIfThere(target);
  }
  await forgetHour(connection, hour, "announced");
  await announceHour(connection, hour, content);
  await moveIntoPlace(draft, target);
}

/** A reading without a start, which only a faulty answer brings, gives way to one that has it. */
async function withoutHour(folder: string, rows: string): Promise<string> {
  const others = await hourFiles(folder);
  if (others.length === 0) return rows;
  const known = `${noSessions()} UNION ALL BY NAME SELECT * FROM ${parquetRows(others)}`;
  return `SELECT u.* FROM (${rows}) u WHERE NOT EXISTS
    (SELECT 1 FROM (${known}) k WHERE ${haveSameIds("k", "u")})`;
}

/** Of each session in a file the row that was written last. */
function lastReadings(file: string): string {
  const rows = parquetRows([file], ", file_row_number = true");
  return `SELECT * EXCLUDE (file_row_number) FROM ${rows} WHERE file_row_number IN
    (SELECT max(r.file_row_number) FROM ${rows} r GROUP BY ${keyOf("r").join(", ")})`;
}

async function write(connection: Connection, rows: string, file: string): Promise<void> {
  await connection.run(
    `COPY (${rows}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)`,
  );
}
