import type { TimeWindow } from "./time_window.ts";

/** Writes Unix milliseconds as ISO 8601 in UTC, for example `2026-11-22T00:00:00Z`. */
export function formatTime(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}

/** Writes a window for people, in UTC. */
export function formatWindow({ startMs, endMs }: TimeWindow): string {
  return `${formatTime(startMs)} to ${formatTime(endMs)}`;
}
