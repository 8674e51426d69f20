import type { Session } from "../../session/session.ts";

/** The place of sessions whose start is not known. */
export const NO_HOUR = "unknown";

// What ISO 8601 writes with four digits for the year.
const END_OF_TIME_MS = 253_402_300_800_000;

/** The UTC hour in which a session started, for example `2026-11-22T13`, or `NO_HOUR`. */
export function hourOf({ session_start_timestamp_ms: startMs }: Session): string {
  const isKnown = Number.isSafeInteger(startMs) && startMs! > 0 && startMs! < END_OF_TIME_MS;
  return isKnown ? hourText(startMs!) : NO_HOUR;
}

let last = { hour: NaN, text: "" };

/** Sessions come in runs of the same hour, and writing a date is slow. */
function hourText(startMs: number): string {
  const hour = Math.floor(startMs / 3_600_000);
  if (hour !== last.hour) last = { hour, text: new Date(startMs).toISOString().slice(0, 13) };
  return last.text;
}

/** The folder of an hour's sessions, as Hive names it, for example `date=2026-11-22/hour=13`. */
export function partitionOf(hour: string): string {
  const [date, hourOfDay] = hour === NO_HOUR ? [HIVE_NULL, HIVE_NULL] : hour.split("T");
  return `date=${date}/hour=${hourOfDay}`;
}

// How Hive, and all who read its layout, write a null in a path.
const HIVE_NULL = "__HIVE_DEFAULT_PARTITION__";
