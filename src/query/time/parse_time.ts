import type { Allowed, TimeFormat, WayOut } from "../../errors.ts";
import { formatTime } from "./format_time.ts";
import { type IsoTime, parseIsoTime } from "./iso_time.ts";
import { meantTime } from "./meant_time.ts";
import { isTimeOfDay, parseRelativeTime, weekdayOfToday, withDate } from "./relative_time.ts";
import { zonedReadings, zonedTimeMs } from "./zoned_time.ts";
import { MAX_TIME_MS } from "./units.ts";

/** Why a value is not a time. */
export interface TimeProblem {
  /** What is wrong. */
  readonly problem: string;
  /** What is allowed. */
  readonly allowed: Allowed;
  /** What is meant. */
  readonly suggestion?: string | number;
  /** How to say what is meant, where only the caller knows it. */
  readonly wayOut?: WayOut;
}

/** How to read a time. */
export interface ParseTimeOptions {
  /** The present, which `now`, `now-2h` and `yesterday` start from. */
  readonly nowMs: number;
  /** Default `any`. */
  readonly format?: TimeFormat;
  /** IANA name of the zone of a text that has no offset; without one, such a text is refused. */
  readonly timeZone?: string;
  /** Where there is no `timeZone`, the zone of a time of day, alone or behind a day in words. */
  readonly dayZone?: string;
}

/**
 * 2001-09-09: no session is older, and as seconds no session is as new. A time of today has as many
 * digits before and after; that tells units apart.
 */
const PLAUSIBLE_MS = 1e12;

/** Units of Unix times, each by how many of them are a millisecond. */
const UNITS = [
  { perMs: 1e-3, name: "seconds" },
  { perMs: 1, name: "milliseconds" },
  { perMs: 1e3, name: "microseconds" },
  { perMs: 1e6, name: "nanoseconds" },
] as const;

/**
 * Reads a moment.
 *
 * @returns Whole Unix milliseconds, or why the value is not a time. Never throws.
 */
export function parseTime(value: unknown, options: ParseTimeOptions): number | TimeProblem {
  const { nowMs, format = "any", timeZone } = options;
  const allowed = { kind: "time", format } as const;
  const epoch = format !== "iso8601";
  const dateMs = format === "any" ? readDate(value) : undefined;
  if (dateMs !== undefined) {
    return Number.isNaN(dateMs) ? { problem: "this Date is invalid", allowed } : dateMs;
  }
  if (typeof value === "number" && epoch) return parseEpoch(value, format, allowed);
  if (typeof value === "string" && epoch && /^\d{9,19}(?:\.\d+)?$/.test(value)) {
    const time = parseEpoch(Number(value), format, allowed);
    return typeof time !== "number" && time.suggestion === undefined ? time : {
      problem: "this is text and must be a number",
      allowed,
      suggestion: typeof time === "number" ? Number(value) : time.suggestion,
    };
  }
  if (format !== "any" && (typeof value !== "string" || format !== "iso8601")) {
    return { problem: "this is not a time", allowed, ...inFormat(value, options) };
  }
  if (typeof value !== "string") return { problem: "this is not a time", allowed };
  const relativeMs = format === "any" ? parseRelativeTime(value, nowMs, timeZone) : undefined;
  const time = relativeMs ?? parseText(value, allowed, options);
  if (typeof time === "number" || format === "any") return time;
  return { ...time, suggestion: undefined, ...inFormat(value, options) };
}

/** A time that is right but for the format that its parameter has, in that format. */
function inFormat(value: unknown, options: ParseTimeOptions): Partial<TimeProblem> {
  const { format } = options;
  const asAny = { ...options, format: "any" } as const;
  const read = parseTime(value, asAny);
  const meant = typeof read === "number" || read.suggestion === undefined
    ? read
    : parseTime(read.suggestion, asAny);
  if (typeof meant !== "number") return meant.wayOut ? { wayOut: meant.wayOut } : {};
  const suggestion = format === "epoch_s"
    ? meant / 1000
    : format === "epoch_ms"
    ? meant
    : formatTime(meant);
  return { suggestion };
}

/** The time of a `Date`, also of another realm's; `undefined` if the value is something else. */
function readDate(value: unknown): number | undefined {
  try {
    return Date.prototype.getTime.call(value);
  } catch {
    return undefined;
  }
}

function parseEpoch(value: number, format: TimeFormat, allowed: Allowed): number | TimeProblem {
  const isSeconds = format === "epoch_s";
  const ms = Math.round(isSeconds ? value * 1000 : value);
  const unit = UNITS.find(({ perMs }) => isOfToday(value / perMs));
  if (unit && unit.name !== (isSeconds ? "seconds" : "milliseconds")) {
    const meantMs = value / unit.perMs;
    return {
      problem: `as ${isSeconds ? "seconds" : "milliseconds"} this is ${
        Math.abs(ms) <= MAX_TIME_MS ? formatTime(ms) : "in the distant future"
      }; it looks like ${unit.name}`,
      allowed,
      suggestion: isSeconds ? meantMs / 1000 : Math.round(meantMs),
    };
  }
  return Math.abs(ms) <= MAX_TIME_MS ? ms : { problem: "this is not a time", allowed };
}

/** Whether a time in milliseconds has the number of digits of today's. */
function isOfToday(ms: number): boolean {
  return ms >= PLAUSIBLE_MS && ms < PLAUSIBLE_MS * 10;
}

function parseText(
  text: string,
  allowed: Allowed,
  { nowMs, timeZone, dayZone }: ParseTimeOptions,
): number | TimeProblem {
  // Without a zone it is not said whose yesterday is meant.
  const zone = /(?:z|utc|gmt)$/i.test(text.trim()) ? "UTC" : timeZone ?? dayZone;
  const weekday = weekdayOfToday(text, nowMs, zone);
  if (weekday !== undefined) {
    const name = weekday[0]!.toUpperCase() + weekday.slice(1);
    return { problem: `today is ${name}, so this may be today or a week ago`, allowed };
  }
  const dated = zone === undefined ? text : withDate(text, nowMs, zone);
  const time = parseIsoTime(dated);
  if (!time) {
    const problem = text.trim() === ""
      ? "this is empty"
      : /^\d{4}-\d{2}-\d{2}/.test(text)
      ? "this is not a valid date and time"
      : "this is not a time";
    return { problem, allowed, ...meantTime(text, nowMs) };
  }
  const ms = momentOf(time, dated === text ? timeZone : zone, allowed);
  if (typeof ms === "number" && ms > nowMs && isTimeOfDay(text)) {
    return { problem: "today it is not yet this time", allowed, suggestion: `yesterday ${text}` };
  }
  return ms;
}

/** The moment of a date and a time, by its own offset or by the clocks of a zone. */
function momentOf(
  time: IsoTime,
  timeZone: string | undefined,
  allowed: Allowed,
): number | TimeProblem {
  if (time.offsetMs !== undefined) return time.wallMs - time.offsetMs;
  if (timeZone === undefined) {
    return {
      problem: "without an offset this may mean any time zone",
      allowed,
      wayOut: "time_zone",
    };
  }
  return parseZoned(time, timeZone);
}

/** Reads a time by the clocks of a zone. A day begins when they first show it. */
function parseZoned({ wallMs, hasTime }: IsoTime, timeZone: string): number | TimeProblem {
  const zoned = zonedReadings(wallMs, timeZone);
  if (!zoned) {
    return { problem: `there is no time zone '${timeZone}'`, allowed: "an IANA time zone" };
  }
  if (!hasTime || zoned.times === 1) {
    return zonedTimeMs(wallMs, timeZone)!;
  }
  return {
    problem: zoned.times === 2
      ? `clocks in ${timeZone} showed this time twice, since they were set back`
      : `clocks in ${timeZone} never showed this time, since they were set forward`,
    allowed: zoned.readings.map(formatTime).join(" or "),
  };
}
