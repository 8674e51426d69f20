import fs from "node:fs/promises";
import { HOUR_MS } from "../../query/time/units.ts";
import { exists } from "../disk/file_path.ts";

/** What `harvest` keeps for itself in a folder; readers of Hive's layout ignore the underscore. */
export function stateFolder(folder: string): string {
  return `${folder}/_harvest`;
}

/** The folder of sessions that are committed and wait to be merged into their hours. */
export function pendingFolder(folder: string): string {
  return `${stateFolder(folder)}/pending`;
}

/** The ledger of a folder, which is also its lock. */
export function ledgerFile(folder: string): string {
  return `${stateFolder(folder)}/ledger.duckdb`;
}

/** A place for a file of an hour that cannot be read; it has no name that readers look for. */
export function damagedFile(folder: string, hour: string): string {
  return `${stateFolder(folder)}/damaged/${hour}-${crypto.randomUUID().slice(0, 8)}`;
}

/** The file of an hour's sessions. */
export function hourFile(folder: string, hour: string): string {
  return `${folder}/${partitionOf(hour)}/sessions.parquet`;
}

/** The hours that have a file, in order; `NO_HOUR` is not among them. */
export async function hoursIn(folder: string): Promise<string[]> {
  const hours: string[] = [];
  for await (const date of await fs.opendir(folder)) {
    const [, day] = /^date=(\d{4}-\d\d-\d\d)$/.exec(date.name) ?? [];
    if (!date.isDirectory() || day === undefined) continue;
    for await (const { name } of await fs.opendir(`${folder}/${date.name}`)) {
      const [, hourOfDay] = /^hour=(\d\d)$/.exec(name) ?? [];
      const hour = `${day}T${hourOfDay}`;
      if (hourOfDay !== undefined && await exists(hourFile(folder, hour))) hours.push(hour);
    }
  }
  return hours.sort();
}

/** All files of sessions, those of an unknown hour as well. */
export async function sessionFiles(folder: string): Promise<string[]> {
  const hours = await hoursIn(folder);
  if (await exists(hourFile(folder, NO_HOUR))) hours.push(NO_HOUR);
  return hours.map((hour) => hourFile(folder, hour));
}

/** The place of sessions whose start is not known. */
export const NO_HOUR = "unknown";

// What ISO 8601 writes with four digits for the year.
const END_OF_TIME_MS = 253_402_300_800_000;

/** The UTC hour of a session's start, for example `2026-11-22T13`, or `NO_HOUR`. */
export function hourOf(startMs: unknown): string {
  const isKnown = typeof startMs === "number" && Number.isSafeInteger(startMs) && startMs > 0 &&
    startMs < END_OF_TIME_MS;
  return isKnown ? hourText(startMs) : NO_HOUR;
}

let last = { hour: NaN, text: "" };

/** Sessions come in runs of the same hour, and writing a date is slow. */
function hourText(startMs: number): string {
  const hour = Math.floor(startMs / HOUR_MS);
  if (hour !== last.hour) last = { hour, text: new Date(startMs).toISOString().slice(0, 13) };
  return last.text;
}

/** The folder of an hour's sessions, as Hive names it, for example `date=2026-11-22/hour=13`. */
function partitionOf(hour: string): string {
  const [date, hourOfDay] = hour === NO_HOUR ? [HIVE_NULL, HIVE_NULL] : hour.split("T");
  return `date=${date}/hour=${hourOfDay}`;
}

// How Hive, and all who read its layout, write a null in a path.
const HIVE_NULL = "__HIVE_DEFAULT_PARTITION__";
