import type { LimitFacts } from "../../../../gen/endpoint.ts";
import type { TimeWindow } from "../../../query/time/time_window.ts";

/** How fast sessions come, and what that means for requests. */
export interface Pace {
  /** Length of a window that a request brings all of, with room for a busier time. */
  readonly windowMs: number;
  /** Requests that a part of the sessions of some windows takes; at least one a longest window. */
  requestsFor(windows: readonly TimeWindow[], part?: number): number;
}

/** Part of a response that a short window aims to fill: at another time of day, twice as many may come. */
const FILL = 0.4;
/** Part of a response that is filled on the average where a whole range is asked for. */
const USUAL_FILL = 0.45;

/** What follows from how many sessions come in a millisecond. */
export function paceOf(
  perMs: number,
  { maxSessions, maxWindowMs }: Pick<LimitFacts, "maxSessions" | "maxWindowMs">,
): Pace {
  return {
    windowMs: Math.max(1, Math.min(maxWindowMs, Math.floor(FILL * maxSessions / perMs))),
    requestsFor: (windows, part = 1) =>
      windows.reduce((sum, { startMs, endMs }) => {
        const lengthMs = endMs - startMs;
        const full = part * perMs * lengthMs / (USUAL_FILL * maxSessions);
        return sum + Math.max(Math.ceil(lengthMs / maxWindowMs), Math.ceil(full));
      }, 0),
  };
}
