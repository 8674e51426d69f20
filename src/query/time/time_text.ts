import type { QueryFinding } from "../../errors.ts";
import { closest } from "../name/closest.ts";
import { only } from "../finding/correction.ts";
import { finding } from "../finding/finding.ts";
import { parseTime } from "./parse_time.ts";
import { zonedTimeMs } from "./zoned_time.ts";

/** How to read a time that somebody typed. */
export interface TimeTextOptions {
  /** The present in Unix milliseconds. */
  readonly nowMs: number;
  /** IANA name of the zone that a text without an offset is in, for example `Europe/Berlin`. */
  readonly timeZone?: string;
  /** Where there is no `timeZone`, the zone of a time of day, alone or behind a day in words. */
  readonly dayZone?: string;
  /** Name of the parameter, for the finding. Default `start`. */
  readonly parameter?: string;
}

/**
 * Reads a time that somebody typed: ISO 8601, `now`, `now-2h`, `2h ago`, `today`, `yesterday`,
 * `monday`, `monday 18:00`, `08:00`, or Unix milliseconds. With a time zone, a text without an offset is a time there, and a date alone or a day
 * in words its midnight.
 *
 * @returns Unix milliseconds, or a finding if the text is not a time.
 */
export function parseTimeText(text: string, options: TimeTextOptions): number | QueryFinding {
  const { nowMs, timeZone, dayZone, parameter = "start" } = options;
  if (timeZone !== undefined && zonedTimeMs(nowMs, timeZone) === undefined) {
    return finding("time_zone", { value: timeZone }, {
      problem: "there is no such time zone",
      allowed: "an IANA name",
      correction: only("time_zone", closest(timeZone, Intl.supportedValuesOf("timeZone"))),
    });
  }
  const typed = text.trim();
  const time = parseTime(/^\d{9,}(?:\.\d+)?$/.test(typed) ? Number(typed) : typed, {
    nowMs,
    timeZone,
    dayZone,
  });
  if (typeof time === "number") return time;
  return finding(parameter, { value: text }, {
    ...time,
    correction: only(parameter, time.suggestion),
  });
}
