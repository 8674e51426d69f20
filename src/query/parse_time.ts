import type { ParameterFact } from "../../gen/facts.ts";
import { parseDuration } from "./duration.ts";
import { formatTime } from "./format_time.ts";
import { parseIsoTime } from "./iso_time.ts";
import { zonedTimeMs } from "./zoned_time.ts";

/** How a time is written: as one of the API's formats, or as any that the library takes. */
export type TimeFormat = "any" | NonNullable<ParameterFact["format"]>;

/** Why a value is not a time. */
export interface TimeProblem {
  /** What is wrong. */
  readonly problem: string;
  /** What is allowed. */
  readonly allowed: string;
  /** What may have been meant. */
  readonly suggestion?: string | number;
}

/** How to read a time. */
export interface ParseTimeOptions {
  /** The present, which `now` and `now-2h` start from. */
  readonly nowMs: number;
  /** Default `any`. */
  readonly format?: TimeFormat;
  /** IANA name of the zone of a text that has no offset; without one, such a text is refused. */
  readonly timeZone?: string;
}

const ALLOWED: Readonly<Record<TimeFormat, string>> = {
  any: "a Date, ISO 8601 with an offset or Z, now or now-2h, or Unix milliseconds",
  iso8601: "ISO 8601 with an offset or Z",
  epoch_s: "Unix seconds",
  epoch_ms: "Unix milliseconds",
};

/** The furthest that a `Date` reaches. */
const MAX_TIME_MS = 8.64e15;

/** 2001-09-09: no session is older, and as seconds no session is as new. Tells the units apart. */
const PLAUSIBLE_MS = 1e12;

/**
 * Reads a moment.
 *
 * @returns Whole Unix milliseconds, or why the value is not a time. Never throws.
 */
export function parseTime(
  value: unknown,
  { nowMs, format = "any", timeZone }: ParseTimeOptions,
): number | TimeProblem {
  const allowed = ALLOWED[format];
  const epoch = format !== "iso8601";
  const dateMs = format === "any" ? readDate(value) : undefined;
  if (dateMs !== undefined) {
    return Number.isNaN(dateMs) ? { problem: "this Date is invalid", allowed } : dateMs;
  }
  if (typeof value === "number" && epoch) return parseEpoch(value, format, allowed);
  if (typeof value === "string" && epoch && /^\d{9,16}$/.test(value)) {
    return { problem: "this is text and must be a number", allowed, suggestion: Number(value) };
  }
  if (typeof value !== "string" || format === "epoch_s" || format === "epoch_ms") {
    return { problem: "this is not a time", allowed };
  }
  const relativeMs = format === "any" ? parseRelativeTime(value, nowMs) : undefined;
  return relativeMs ?? parseText(value, allowed, timeZone);
}

/** The time of a `Date`, also of another realm's; `undefined` if the value is something else. */
function readDate(value: unknown): number | undefined {
  try {
    return Date.prototype.getTime.call(value);
  } catch {
    return undefined;
  }
}

function parseEpoch(value: number, format: TimeFormat, allowed: string): number | TimeProblem {
  const isSeconds = format === "epoch_s";
  const ms = Math.round(isSeconds ? value * 1000 : value);
  if (isSeconds && value >= PLAUSIBLE_MS) {
    return {
      problem: "as seconds this lies in the distant future; it looks like milliseconds",
      allowed,
      suggestion: value / 1000,
    };
  }
  if (!(Math.abs(ms) <= MAX_TIME_MS)) return { problem: "this is not a time", allowed };
  if (!isSeconds && Math.abs(ms) < PLAUSIBLE_MS && value * 1000 >= PLAUSIBLE_MS) {
    return {
      problem: `as milliseconds this is ${formatTime(ms)}; it looks like seconds`,
      allowed,
      suggestion: Math.round(value * 1000),
    };
  }
  return ms;
}

/** Reads `now`, `now-2h` and `now+5m`. */
function parseRelativeTime(text: string, nowMs: number): number | undefined {
  const [, sign, duration] = /^now(?:([+-])(.+))?$/.exec(text) ?? [undefined, undefined, null];
  if (duration === null) return undefined;
  if (duration === undefined) return nowMs;
  const durationMs = parseDuration(duration);
  if (durationMs === undefined) return undefined;
  const ms = sign === "-" ? nowMs - durationMs : nowMs + durationMs;
  return Math.abs(ms) <= MAX_TIME_MS ? ms : undefined;
}

function parseText(text: string, allowed: string, timeZone?: string): number | TimeProblem {
  const time = parseIsoTime(text);
  if (!time) {
    return text.trim() === ""
      ? { problem: "this is empty", allowed }
      : /^\d{4}-\d{2}-\d{2}/.test(text)
      ? { problem: "this is not a valid date and time", allowed }
      : { problem: "this is not a time", allowed };
  }
  if (time.offsetMs !== undefined) return time.wallMs - time.offsetMs;
  if (timeZone === undefined) {
    return {
      problem: "without an offset this may mean any time zone",
      allowed,
      suggestion: formatTime(time.wallMs),
    };
  }
  return zonedTimeMs(time.wallMs, timeZone) ??
    { problem: `there is no time zone '${timeZone}'`, allowed: "an IANA time zone" };
}
