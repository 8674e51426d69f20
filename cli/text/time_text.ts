import { DAY_MS, MAX_TIME_MS } from "../../src/view/mod.ts";

/**
 * Writes a time in UTC, for example `11-22 18:00:05`; without month and day on the day that goes
 * without saying.
 */
export function timeText(ms: number, sameDay?: number): string {
  if (!isTime(ms)) return String(ms);
  const text = isoText(ms);
  return dayOf(ms) === sameDay ? text.slice(-8) : text.slice(-14);
}

/** Writes a moment in UTC to the minute, for example `2026-11-22 18:00 UTC`. */
export function momentText(ms: number): string {
  return isTime(ms) ? `${isoText(ms).slice(0, -3)} UTC` : String(ms);
}

/** Writes a range in UTC, the day once if it is one, for example `2026-11-22 18:00:00 to 19:00:00 UTC`. */
export function rangeText({ startMs, endMs }: { startMs: number; endMs: number }): string {
  return `${isoText(startMs)} to ${timeOrDay(endMs, startMs)} UTC`;
}

/** The day that a range lies in, counted from 1970 in UTC; `undefined` if it reaches over several. */
export function dayOfRange({ startMs, endMs }: { startMs: number; endMs: number }) {
  return dayOf(startMs) === dayOf(endMs) ? dayOf(startMs) : undefined;
}

function timeOrDay(ms: number, otherMs: number): string {
  return dayOf(ms) === dayOf(otherMs) ? timeText(ms, dayOf(ms)) : isoText(ms);
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

/** Whether a time has a date; beyond some 270,000 years there is none. */
function isTime(ms: number): boolean {
  return Math.abs(ms) <= MAX_TIME_MS;
}

function isoText(ms: number): string {
  if (!isTime(ms)) return String(ms);
  return new Date(ms).toISOString().slice(0, -5).replace("T", " ");
}
