import type { TimeWindow } from "../../../query/time/time_window.ts";
import { DAY_MS, HOUR_MS } from "../../../query/time/units.ts";

/** A range up to this long is compared with what was just before it as well. */
const SHORT_MS = 6 * HOUR_MS;

/** Just before a short range. */
const WINDOWS_BEFORE = 3;

/** A long range is compared with as many earlier ones, at the same time of day. */
const DAYS_BEFORE = 3;

/**
 * The windows that tell what is usual of a range, in order of time, each as long as the range: a short
 * range is held against the three windows just before it, which have most in common with it, and
 * against the same time the day before, which has the same part of the day's curve. A long one spans
 * that curve itself, or much of it: it is held against the same hours of earlier days. All windows are
 * of the range's length, so that sessions are cut off at the end of each in the same way.
 *
 * @param oldestMs How far back can be asked; windows beyond it are left out.
 */
export function baselineWindows(range: TimeWindow, oldestMs: number): TimeWindow[] {
  const lengthMs = range.endMs - range.startMs;
  const dayMs = Math.ceil(lengthMs / DAY_MS) * DAY_MS;
  const earlierMs = lengthMs <= SHORT_MS
    ? [...times(WINDOWS_BEFORE, lengthMs), DAY_MS]
    : times(DAYS_BEFORE, dayMs);
  return earlierMs
    .map((ms) => ({ startMs: range.startMs - ms, endMs: range.endMs - ms }))
    .filter(({ startMs }) => startMs >= oldestMs)
    .sort((one, other) => one.startMs - other.startMs);
}

/** The windows of a baseline that are a day or more before the range: what began since is not in them. */
export function ofOtherDays(
  range: TimeWindow,
  baseline: readonly TimeWindow[],
): TimeWindow[] {
  return baseline.filter(({ startMs }) => startMs <= range.startMs - DAY_MS);
}

function times(count: number, ms: number): number[] {
  return Array.from({ length: count }, (_, index) => (index + 1) * ms);
}
