const DAY_MS = 86_400_000;

/** Writes a time of day in UTC, with month and day if asked, for example `11-22 18:00:05`. */
export function timeText(ms: number, hasDay: boolean): string {
  const text = isoText(ms);
  return hasDay ? text.slice(-14) : text.slice(-8);
}

/** Writes a range in UTC, the day once if it is one, for example `2026-11-22 18:00:00 to 19:00:00 UTC`. */
export function rangeText({ startMs, endMs }: { startMs: number; endMs: number }): string {
  const end = isWithinDay({ startMs, endMs }) ? timeText(endMs, false) : isoText(endMs);
  return `${isoText(startMs)} to ${end} UTC`;
}

/** Whether a range lies within a day of UTC. */
export function isWithinDay({ startMs, endMs }: { startMs: number; endMs: number }): boolean {
  return Math.floor(startMs / DAY_MS) === Math.floor(endMs / DAY_MS);
}

function isoText(ms: number): string {
  return new Date(ms).toISOString().slice(0, -5).replace("T", " ");
}
