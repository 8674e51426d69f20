import type { TimeWindow } from "../query/time_window.ts";
import type { CoverageTally } from "./coverage_tally.ts";

/**
 * The part of a range that has been when the collection begins; the rest is named a gap. It is not
 * looked at again: a collection that chased the present would never end.
 */
export function withoutFuture(
  { startMs, endMs }: TimeWindow,
  nowMs: number,
  tally: CoverageTally,
): TimeWindow | undefined {
  if (endMs <= nowMs) return { startMs, endMs };
  tally.addGap({
    startMs: Math.max(startMs, nowMs),
    endMs,
    reason: "future",
    message: "This part lay in the future when the collection began",
  });
  return startMs < nowMs ? { startMs, endMs: nowMs } : undefined;
}
