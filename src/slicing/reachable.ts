import { LIMITS } from "../../gen/facts.ts";
import type { TimeWindow } from "../query/time_window.ts";

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
