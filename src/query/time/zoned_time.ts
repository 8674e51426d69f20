import { DAY_MS } from "./units.ts";

/** What a wall time of a zone may mean. */
export interface ZonedReadings {
  /** Unix milliseconds by the offset before the change of clocks next to it, and by the one after. */
  readonly readings: readonly [before: number, after: number];
  /** How often the clocks read it: twice when they are set back, never when they are set forward. */
  readonly times: 0 | 1 | 2;
}

/**
 * The moment at which the clocks of a time zone read a wall time. Of two such moments, when clocks
 * are set back, the earlier; where there is none, when they are set forward, the wall time is moved
 * forward by as much: what `Temporal` calls `compatible`.
 *
 * @param wallMs The clocks' reading, as if it were UTC.
 * @param timeZone IANA name, for example `Europe/Berlin`.
 * @returns Unix milliseconds, or `undefined` if there is no such time zone.
 */
export function zonedTimeMs(wallMs: number, timeZone: string): number | undefined {
  const zoned = zonedReadings(wallMs, timeZone);
  if (!zoned) return undefined;
  return zoned.times === 0 ? zoned.readings[0] : Math.min(...zoned.readings);
}

/** All that a wall time may mean; `undefined` if there is no such time zone. */
export function zonedReadings(wallMs: number, timeZone: string): ZonedReadings | undefined {
  const clock = wallClock(timeZone);
  if (!clock) return undefined;
  const offsetMs = (ms: number) => clock(ms) - Math.floor(ms / 1000) * 1000;
  const before = wallMs - offsetMs(wallMs - DAY_MS);
  const after = wallMs - offsetMs(wallMs + DAY_MS);
  const matching = [before, after].filter((ms) => ms + offsetMs(ms) === wallMs);
  if (matching.length === 0) return { readings: [before, after], times: 0 };
  const [first, second] = [Math.min(...matching), Math.max(...matching)];
  return { readings: [first, second], times: first === second ? 1 : 2 };
}

/**
 * The reading of a zone's clocks at a moment, in whole seconds, as if it were UTC.
 *
 * @returns `undefined` if there is no such time zone.
 */
export function wallClock(timeZone: string): ((ms: number) => number) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return undefined;
  }
  return (ms) => {
    const part = Object.fromEntries(
      format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]),
    ) as Record<"year" | "month" | "day" | "hour" | "minute" | "second", number>;
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
  };
}
