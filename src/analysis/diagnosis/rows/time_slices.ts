import type { TimeWindow } from "../../../query/time/time_window.ts";
import type { Observations } from "../observations.ts";

/** Slice of the rows in the window under question. */
export const CURRENT = 0;

/** Slice of rows that count for nothing. */
export const OUTSIDE = 255;

/** More slices of the baseline would say little more, and cost memory. */
const BASELINE_SLICES = 12;

/** When rows are: in the window under question, or in a slice of the baseline. */
export interface TimeSlices {
  /** Slice of each row: `CURRENT`, from 1 on of the baseline, or `OUTSIDE`. */
  readonly sliceOf: Uint8Array;
  /** Slices, the current one included. */
  readonly count: number;
}

/**
 * Cuts the baseline into slices of equal length, so that its quiet part can be told from its bursts.
 *
 * @param sliceMs Length of a slice; absent for a twelfth of the baseline.
 */
export function sliceTime(
  { length, sessions, startMs }: Observations,
  current: TimeWindow,
  baseline: readonly TimeWindow[],
  sliceMs?: number,
): TimeSlices {
  const baselineMs = baseline.reduce((sum, window) => sum + window.endMs - window.startMs, 0);
  const lengthMs = Math.max(
    sliceMs ?? baselineMs / BASELINE_SLICES,
    // One is lost to rounding in each window.
    baselineMs / (OUTSIDE - 1 - baseline.length),
  );
  const firstSlices: number[] = [];
  let count = 1;
  for (const window of baseline) {
    firstSlices.push(count);
    count += Math.ceil((window.endMs - window.startMs) / lengthMs);
  }
  const sliceOf = new Uint8Array(length).fill(OUTSIDE);
  for (let row = 0; row < length; row++) {
    if (sessions[row] === 0) continue;
    const atMs = startMs[row]!;
    if (atMs >= current.startMs && atMs < current.endMs) {
      sliceOf[row] = CURRENT;
      continue;
    }
    const index = baseline.findIndex((window) => atMs >= window.startMs && atMs < window.endMs);
    if (index < 0) continue;
    sliceOf[row] = firstSlices[index]! + Math.floor((atMs - baseline[index]!.startMs) / lengthMs);
  }
  return { sliceOf, count };
}
