import type { TimeWindow } from "../../query/time/time_window.ts";
import { DAY_MS, HOUR_MS } from "../../query/time/units.ts";

const MINUTE_MS = 60_000;

/** The rate is known from few sessions only, and traffic is lower at other times of the day. */
const ROOM = 2;

/**
 * The range with the same end that has so many times as many sessions, at the pace of the range;
 * `undefined` if there is none, or if it would start before the oldest moment.
 */
export function longerRange(
  { startMs, endMs }: TimeWindow,
  times: number,
  oldestMs: number,
): TimeWindow | undefined {
  if (!Number.isFinite(times)) return undefined;
  const neededMs = (endMs - startMs) * times * ROOM;
  const stepMs = neededMs <= HOUR_MS ? MINUTE_MS : neededMs <= DAY_MS ? HOUR_MS : DAY_MS;
  const longer = endMs - Math.ceil(neededMs / stepMs) * stepMs;
  return longer >= Math.max(1, oldestMs) ? { startMs: longer, endMs } : undefined;
}
