import type { Endpoint } from "../../../gen/endpoint.ts";
import { type Connection, inTransaction, rowsOf } from "../database/connection.ts";
import { exists, removeIfEmpty, removeIfThere, sizeOf } from "../disk/file_path.ts";
import { batchFile } from "../disk/staged_batch.ts";
import type { Setback } from "../session_store.ts";
import { askAgain, checkHours, confirmHour } from "./hour_ledger.ts";
import { hourFile, NO_HOUR, pendingFolder, stateFolder } from "./parquet_layout.ts";
import { publishHour } from "./publish_hour.ts";

/** Removes files of batches that were never committed. */
export async function sweepUncommitted(connection: Connection, folder: string): Promise<void> {
  const rows = await rowsOf<{ batch: string }>(
    connection,
    "SELECT DISTINCT batch::VARCHAR AS batch FROM harvest_pending",
  );
  const committed = new Set(rows.map(({ batch }) => batch));
  const pending = pendingFolder(folder);
  if (!await exists(pending)) return;
  for await (const { name } of Deno.readDir(pending)) {
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
    else setbacks.push(await loseFile(connection, folder, hour, file));
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

async function loseFile(
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
