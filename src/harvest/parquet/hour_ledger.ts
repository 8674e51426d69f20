import fs from "node:fs/promises";
import { HOUR_MS } from "../../query/time/units.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import type { CoverageGap } from "../../session/coverage/coverage.ts";
import { lostFileGap, toMergeGap } from "../../session/coverage/gaps.ts";
import { type Connection, inTransaction, rowsOf } from "../database/connection.ts";
import { makeFolder, syncFolder } from "../disk/durable.ts";
import { folderOf, sizeOf } from "../disk/file_path.ts";
import { overlaps } from "../ledger/ledger.ts";
import { damagedFile, hourFile, NO_HOUR } from "./parquet_layout.ts";
import type { Setback } from "../session_store.ts";
import { fileList } from "../database/sql_text.ts";
import { isDamage } from "../disk/storage_failure.ts";

/** SQL that makes what the ledger of a folder has beside: which of its files hold what. */
export function hourLedgerSchema(): string[] {
  return [
    // Files of text that were committed and wait to be merged into their hours.
    `CREATE TABLE harvest_pending (
       batch BIGINT NOT NULL, hour VARCHAR NOT NULL, number BIGINT NOT NULL,
       max_line_bytes BIGINT NOT NULL, sessions BIGINT NOT NULL, bytes BIGINT NOT NULL)`,
    // What the file of an hour is known to hold. Not yet placed is one that is about to take the place
    // of the one before.
    `CREATE TABLE harvest_hours (
       hour VARCHAR NOT NULL, sessions BIGINT NOT NULL, bytes BIGINT NOT NULL,
       is_placed BOOLEAN NOT NULL)`,
  ];
}

/** What a file holds. */
export interface FileContent {
  readonly sessions: number;
  readonly bytes: number;
}

interface KnownFile extends FileContent {
  readonly hour: string;
  readonly placed: boolean;
}

/** Counts what is in a Parquet file, from its footer alone. */
export async function contentOf(connection: Connection, file: string): Promise<FileContent> {
  const [row] = await rowsOf<{ n: number }>(
    connection,
    `SELECT sum(num_rows)::DOUBLE AS n FROM parquet_file_metadata(${fileList([file])})`,
  );
  return { sessions: row!.n, bytes: (await sizeOf(file))! };
}

/** Writes down what the file of an hour will hold, before it takes its place. */
export async function announceHour(
  connection: Connection,
  hour: string,
  { sessions, bytes }: FileContent,
): Promise<void> {
  await connection.run("INSERT INTO harvest_hours VALUES ($hour, $sessions, $bytes, false)", {
    hour,
    sessions,
    bytes,
  });
}

/** Writes down that the file of an hour that was announced last is in its place. */
export async function confirmHour(connection: Connection, hour: string): Promise<void> {
  await connection.run(
    `DELETE FROM harvest_hours WHERE hour = $hour AND is_placed
       AND EXISTS (SELECT 1 FROM harvest_hours WHERE hour = $hour AND NOT is_placed)`,
    { hour },
  );
  await connection.run("UPDATE harvest_hours SET is_placed = true WHERE hour = $hour", { hour });
}

/** Forgets the file of an hour, or what was announced of it alone. */
export async function forgetHour(
  connection: Connection,
  hour: string,
  which: "all" | "announced" = "all",
): Promise<void> {
  const rows = which === "all" ? "" : "AND NOT is_placed";
  await connection.run(`DELETE FROM harvest_hours WHERE hour = $hour ${rows}`, { hour });
}

/**
 * Holds what the ledger knows of the files of hours, or of one, against what lies on the disk. The
 * windows of an hour that has lost sessions become due again.
 */
export async function checkHours(
  connection: Connection,
  folder: string,
  only?: string,
): Promise<Setback[]> {
  const rows = await rowsOf<{ hour: string; sessions: number; bytes: number; placed: boolean }>(
    connection,
    `SELECT hour, sessions::DOUBLE AS sessions, bytes::DOUBLE AS bytes, is_placed AS placed
       FROM harvest_hours ${
      only === undefined ? "" : "WHERE hour = $only"
    } ORDER BY hour, is_placed`,
    only === undefined ? {} : { only },
  );
  const setbacks: Setback[] = [];
  for (const known of Map.groupBy(rows, ({ hour }) => hour).values()) {
    const setback = await checkHour(connection, folder, known);
    if (setback) setbacks.push(setback);
  }
  return setbacks;
}

async function checkHour(
  connection: Connection,
  folder: string,
  known: readonly KnownFile[],
): Promise<Setback | undefined> {
  const { hour } = known[0]!;
  const path = hourFile(folder, hour);
  const bytes = await sizeOf(path);
  const same = known.find((file) => file.bytes === bytes);
  if (same) {
    // A run ended between the file's taking its place and the ledger's hearing of it.
    if (!same.placed || known.length > 1) await setHour(connection, hour, same);
    return undefined;
  }
  const placed = known.find((file) => file.placed);
  if (!placed) return await forgetHour(connection, hour) as undefined;
  const file = relativeFile(hour);
  if (bytes === undefined) {
    await forgetHour(connection, hour);
    return await askAgain(connection, hour, { kind: "missing", file, sessions: placed.sessions });
  }
  let found: FileContent;
  try {
    found = await contentOf(connection, path);
  } catch (error) {
    if (!isDamage(error)) throw error;
    const aside = damagedFile(folder, hour);
    await makeFolder(folderOf(aside));
    await fs.rename(path, aside);
    await syncFolder(folderOf(aside));
    await forgetHour(connection, hour);
    const movedTo = aside.slice(folder.length + 1);
    return await askAgain(connection, hour, {
      kind: "damaged",
      file,
      movedTo,
      sessions: placed.sessions,
    });
  }
  await setHour(connection, hour, found);
  const sessions = placed.sessions - found.sessions;
  if (sessions <= 0) return undefined;
  return await askAgain(connection, hour, { kind: "short", file, sessions });
}

/**
 * What the windows are short of whose sessions are in no file of an hour that readers see: they wait to
 * be merged, or their file is not the one that was written.
 */
export async function missingHours(
  connection: Connection,
  folder: string,
  range: TimeWindow,
): Promise<CoverageGap[]> {
  const pending = await rowsOf<{ hour: string }>(
    connection,
    "SELECT DISTINCT hour FROM harvest_pending",
  );
  const known = await rowsOf<{ hour: string; bytes: number }>(
    connection,
    "SELECT hour, bytes::DOUBLE AS bytes FROM harvest_hours",
  );
  const missing = new Map(pending.map(({ hour }) => [hour, toMergeGap()]));
  for (const [hour, files] of Map.groupBy(known, ({ hour }) => hour)) {
    const bytes = await sizeOf(hourFile(folder, hour));
    if (files.some((file) => file.bytes === bytes)) continue;
    missing.set(hour, lostFileGap(bytes === undefined ? "missing" : "short", relativeFile(hour)));
  }
  const gaps: CoverageGap[] = [];
  for (const [hour, cause] of missing) {
    const windows = await rowsOf<{ s: number; e: number }>(
      connection,
      `SELECT epoch_ms(window_start)::DOUBLE AS s, epoch_ms(window_end)::DOUBLE AS e
         FROM harvest_windows WHERE map_contains(hours, $hour) AND ${overlaps(range)} ORDER BY s`,
      { hour },
    );
    gaps.push(...windows.map(({ s, e }) => ({ startMs: s, endMs: e, ...cause })));
  }
  return gaps;
}

function relativeFile(hour: string): string {
  return hourFile(".", hour).slice(2);
}

async function setHour(connection: Connection, hour: string, content: FileContent): Promise<void> {
  await inTransaction(connection, async () => {
    await forgetHour(connection, hour);
    await announceHour(connection, hour, content);
    await confirmHour(connection, hour);
  });
}

/** Makes the windows due again that sessions of an hour came from. */
export async function askAgain(
  connection: Connection,
  hour: string,
  loss: Omit<Setback, "windows"> & { kind: Parameters<typeof lostFileGap>[0]; file: string },
): Promise<Setback> {
  let windows = 0;
  await inTransaction(connection, async () => {
    // What brought them is known for each hour. Should none have, its own time is the best guess.
    for (const where of ["map_contains(hours, $hour)", within(hour)]) {
      const values: Record<string, string> = where.includes("$hour") ? { hour } : {};
      const found = await rowsOf<{ n: number }>(
        connection,
        `SELECT count(*)::DOUBLE AS n FROM harvest_windows WHERE ${where}`,
        values,
      );
      windows = found[0]!.n;
      if (windows === 0) continue;
      await connection.run(
        `DELETE FROM harvest_gaps g WHERE EXISTS (SELECT 1 FROM harvest_windows w WHERE ${where}
           AND g.window_start >= w.window_start AND g.window_end <= w.window_end)`,
        values,
      );
      await connection.run(
        `INSERT INTO harvest_gaps SELECT window_start, window_end, $reason, $message
           FROM harvest_windows WHERE ${where}`,
        { ...values, ...lostFileGap(loss.kind, loss.file) },
      );
      await connection.run(
        `UPDATE harvest_windows SET sessions = greatest(0, sessions - coalesce(hours[$part], 0)),
           hours = map_from_entries(list_filter(map_entries(hours), lambda e: e.key <> $part))
           WHERE ${where}`,
        { ...values, part: hour },
      );
      break;
    }
  });
  return { ...loss, windows };
}

function within(hour: string): string {
  if (hour === NO_HOUR) return "false";
  const startMs = Date.parse(`${hour}:00Z`);
  return overlaps({ startMs, endMs: startMs + HOUR_MS });
}
