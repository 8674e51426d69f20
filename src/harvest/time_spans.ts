import type { TimeWindow } from "../query/time/time_window.ts";

/** Windows in order of time; those that touch or overlap become one. */
export function mergeWindows(windows: readonly TimeWindow[]): TimeWindow[] {
  const merged: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of [...windows].sort((a, b) => a.startMs - b.startMs)) {
    const last = merged.at(-1);
    if (last && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else if (endMs > startMs) merged.push({ startMs, endMs });
  }
  return merged;
}

/** The parts of a range that lie in none of the windows, in order of time. */
export function subtractWindows(
  range: TimeWindow,
  windows: readonly TimeWindow[],
): TimeWindow[] {
  const rest: TimeWindow[] = [];
  let startMs = range.startMs;
  for (const window of mergeWindows(windows)) {
    if (window.startMs > startMs) {
      rest.push({ startMs, endMs: Math.min(window.startMs, range.endMs) });
    }
    startMs = Math.max(startMs, window.endMs);
    if (startMs >= range.endMs) return rest.filter(isNotEmpty);
  }
  rest.push({ startMs, endMs: range.endMs });
  return rest.filter(isNotEmpty);
}

/** The part of a window that lies in a range; empty, with its end at its start, if none does. */
export function clip(window: TimeWindow, range: TimeWindow): TimeWindow {
  const startMs = Math.max(window.startMs, range.startMs);
  return { startMs, endMs: Math.max(startMs, Math.min(window.endMs, range.endMs)) };
}

/** Whether a window has any length. */
export function isNotEmpty(window: TimeWindow): boolean {
  return window.endMs > window.startMs;
}
