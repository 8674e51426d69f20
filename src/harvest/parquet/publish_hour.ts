import fs from "node:fs/promises";
import type { Endpoint } from "../../../gen/endpoint.ts";
import { IDS_COLUMN } from "../columns/output_columns.ts";
import { keyOf, repeatsIn } from "../columns/same_session.ts";
import { noSessions, sessionsOf, type SessionTextFile } from "../columns/session_text.ts";
import { type Connection, hasRows, inTransaction, rowsOf } from "../database/connection.ts";
import { literal, parquetRows } from "../database/sql_text.ts";
import { moveIntoPlace } from "../disk/durable.ts";
import { exists, removeIfEmpty, removeIfThere, sizeOf } from "../disk/file_path.ts";
import { batchFile } from "../disk/staged_batch.ts";
import type { Setback } from "../session_store.ts";
import {
  announceHour,
  askAgain,
  checkHours,
  confirmHour,
  contentOf,
  forgetHour,
} from "./hour_ledger.ts";
import { hourFile, hoursIn, NO_HOUR, pendingFolder, stateFolder } from "./parquet_layout.ts";

/** Removes files of batches that were never committed. */
export async function sweepUncommitted(connection: Connection, folder: string): Promise<void> {
  const rows = await rowsOf<{ batch: string }>(
    connection,
    "SELECT DISTINCT batch::VARCHAR AS batch FROM harvest_pending",
  );
  const committed = new Set(rows.map(({ batch }) => batch));
  const pending = pendingFolder(folder);
  if (!await exists(pending)) return;
  for await (const { name } of await fs.opendir(pending)) {
    if (!committed.has(name)) await removeIfThere(`${pending}/${name}`);
  }
}

/** The hours that have committed sessions which readers do not see yet, in order. */
export async function pendingHours(connection: Connection): Promise<string[]> {
  const rows = await rowsOf<{ hour: string }>(
    connection,
    "SELECT DISTINCT hour FROM harvest_pending ORDER BY hour",
  );
  return rows.map(({ hour }) => hour);
}

/** Merges committed sessions into the files of their hours. */
export async function publishAll(
  connection: Connection,
  folder: string,
  endpoint: Endpoint,
  hours: readonly string[],
  setbacks: Setback[],
): Promise<void> {
  for (const hour of hours) {
    if (hour !== NO_HOUR) await publishPending(connection, folder, endpoint, hour, setbacks);
  }
  // Sessions without a start may have got one: their file comes last, and whenever there is one.
  if (hours.includes(NO_HOUR) || hours.length > 0 && await exists(hourFile(folder, NO_HOUR))) {
    await publishPending(connection, folder, endpoint, NO_HOUR, setbacks);
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
  endpoint: Endpoint,
  hour: string,
  setbacks: Setback[],
): Promise<void> {
  const files = await pendingFiles(connection, folder, hour);
  // What is lost now would not be missed any more once the hour is written anew.
  setbacks.push(...await checkHours(connection, folder, hour));
  const whole: PendingFile[] = [];
  for (const file of files) {
    if (await sizeOf(file.path) === file.bytes) whole.push(file);
    else setbacks.push(await releaseFile(connection, folder, hour, file));
  }
  const draft = `${stateFolder(folder)}/draft`;
  if (whole.length > 0 || hour === NO_HOUR) {
    await publishHour(connection, { folder, endpoint, hour, files: whole, draft });
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

async function releaseFile(
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

/** An hour that has sessions to be made visible. */
interface PublishRequest {
  /** The folder of the output. */
  readonly folder: string;
  /** Whose sessions they are. */
  readonly endpoint: Endpoint;
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
async function publishHour(
  connection: Connection,
  { folder, endpoint, hour, files, draft }: PublishRequest,
): Promise<void> {
  const target = hourFile(folder, hour);
  const readings = [
    ...(await exists(target) ? [`SELECT * FROM ${parquetRows([target])}`] : []),
    sessionsOf(files, endpoint),
  ];
  // The first names all columns, also those that the files are older than.
  const rows = [noSessions(endpoint), ...readings].join(" UNION ALL BY NAME ");
  await write(connection, hour === NO_HOUR ? await withoutHour(folder, rows) : rows, draft);
  // Written first and looked at afterwards, sessions stream through; keeping them apart on the way
  // would hold an hour in memory.
  if (await hasRows(connection, repeatsIn(parquetRows([draft]), endpoint))) {
    const whole = `${draft}.distinct`;
    await write(connection, lastReadings(draft, endpoint), whole);
    await fs.rename(whole, draft);
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
  const hours = await hoursIn(folder);
  if (hours.length === 0) return rows;
  const others = parquetRows(hours.map((hour) => hourFile(folder, hour)));
  return `SELECT u.* FROM (${rows}) u WHERE NOT EXISTS
    (SELECT 1 FROM ${others} k WHERE k.${IDS_COLUMN} = u.${IDS_COLUMN})`;
}

/** Of each session in a file the row that was written last. */
function lastReadings(file: string, endpoint: Endpoint): string {
  const rows = parquetRows([file], ", file_row_number = true");
  return `SELECT * EXCLUDE (file_row_number) FROM ${rows} WHERE file_row_number IN
    (SELECT max(r.file_row_number) FROM ${rows} r GROUP BY ${keyOf("r", endpoint)})`;
}

async function write(connection: Connection, rows: string, file: string): Promise<void> {
  await connection.run(
    `COPY (${rows}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)`,
  );
}
