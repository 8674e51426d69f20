import type { TimeWindow } from "../../query/time_window.ts";
import type { CoverageTally } from "../coverage/coverage_tally.ts";
import { LIMITS } from "../../../gen/facts.ts";

/** A window, divided at the API's oldest reachable moment. */
export interface Reach {
  /** The part that can be asked for. */
  readonly reachable: TimeWindow | undefined;
  /** The part that is too old. */
  readonly tooOld: TimeWindow | undefined;
}

/**
 * Divides a window at the oldest moment that a request can start with.
 *
 * @param marginMs How much younger than the API's maximum age a request must be when it leaves.
 */
export function reachOf(window: TimeWindow, nowMs: number, marginMs: number): Reach {
  const { startMs, endMs } = window;
  const oldestMs = nowMs - LIMITS.maxAgeMs + marginMs;
  if (startMs >= oldestMs) return { reachable: window, tooOld: undefined };
  if (endMs <= oldestMs) return { reachable: undefined, tooOld: window };
  return {
    reachable: { startMs: oldestMs, endMs },
    tooOld: { startMs, endMs: oldestMs },
  };
}

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
