import { wallClock, zonedTimeMs } from "../../query/time/zoned_time.ts";
import { HOUR_MS } from "../../query/time/units.ts";

/** A Monday at midnight, so that weeks begin on Mondays. */
const ANCHOR_MS = Date.UTC(1970, 0, 5);
/** Clocks are changed on a quarter of an hour everywhere. */
const OFFSET_STEP_MS = 900_000;

/**
 * Finds the start of the bucket of a moment, in Unix milliseconds: buckets begin where the clocks of a
 * time zone say so, days at midnight, weeks on Monday. On a day when clocks change, the bucket that has
 * the change is longer or shorter; buckets of up to an hour keep their length.
 *
 * @param everyMs Length of a bucket, when clocks do not change.
 * @param timeZone IANA name, for example `Europe/Berlin`.
 * @returns `undefined` if there is no such time zone.
 */
export function timeBuckets(
  everyMs: number,
  timeZone: string,
): ((ms: number) => number) | undefined {
  const clock = wallClock(timeZone);
  if (!clock) return undefined;
  const offsets = new Map<number, number>();
  const offsetMs = (ms: number) => {
    const step = Math.floor(ms / OFFSET_STEP_MS);
    let offset = offsets.get(step);
    if (offset === undefined) {
      offset = clock(step * OFFSET_STEP_MS) - step * OFFSET_STEP_MS;
      offsets.set(step, offset);
    }
    return offset;
  };
  const starts = new Map<number, number>();
  return (ms) => {
    const wallMs = ms + offsetMs(ms);
    const startWallMs = wallMs - modulo(wallMs - ANCHOR_MS, everyMs);
    if (everyMs <= HOUR_MS) return ms - (wallMs - startWallMs);
    let startMs = starts.get(startWallMs);
    if (startMs === undefined) {
      startMs = zonedTimeMs(startWallMs, timeZone)!;
      starts.set(startWallMs, startMs);
    }
    return startMs;
  };
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
