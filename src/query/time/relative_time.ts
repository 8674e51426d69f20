import { parseDuration } from "./duration.ts";
import { zonedTimeMs } from "./zoned_time.ts";
import { DAY_MS, MAX_TIME_MS } from "./units.ts";

/** Words for days, with how many days they are from today. */
const DAYS: ReadonlyMap<string, number> = new Map([
  ["yesterday", -1],
  ["today", 0],
  ["tomorrow", 1],
]);

/** Words that are a time by themselves. */
export const TIME_WORDS: readonly string[] = ["now", ...DAYS.keys()];

/**
 * Reads a time from now: `now`, `now-2h`, `-2h`, `2 hours ago`, and `today`, `yesterday` or `tomorrow`,
 * which are the midnights that these days begin with, in UTC unless a time zone is given.
 *
 * @returns Unix milliseconds, or `undefined` if the text is something else.
 */
export function parseRelativeTime(
  text: string,
  nowMs: number,
  timeZone?: string,
): number | undefined {
  const typed = text.trim().toLowerCase();
  if (typed === "now") return nowMs;
  const days = DAYS.get(typed);
  if (days !== undefined) return midnightMs(nowMs, days, timeZone);
  // With the case as typed, since `M` is not `m`.
  const [, sign, fromNow, ago] =
    /^(?:(?:now\s*)?(-)\s*|now\s*\+\s*)(\S.*)$|^(\d.*)\sago$/i.exec(text.trim()) ?? [];
  const durationMs = parseDuration(fromNow ?? ago ?? "");
  if (durationMs === undefined) return undefined;
  const ms = sign === "-" || ago !== undefined ? nowMs - durationMs : nowMs + durationMs;
  return Math.abs(ms) <= MAX_TIME_MS ? ms : undefined;
}

/**
 * `yesterday 18:00`, `today at 9:30 UTC` with the date that it names, in UTC unless a time zone is
 * given; other texts as they are.
 */
export function withDate(text: string, nowMs: number, timeZone = "UTC"): string {
  const [, word, hour, rest, zone = ""] =
    /^(today|yesterday|tomorrow)(?:,?\s+at)?\s+(\d{1,2})(:\d{2}(?::\d{2})?)\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/i
      .exec(text.trim()) ?? [];
  const days = DAYS.get(word?.toLowerCase() ?? "");
  if (days === undefined) return text;
  const isUtc = /^[zug]/i.test(zone);
  const wallMs = dayWallMs(nowMs, days, isUtc ? "UTC" : timeZone);
  if (wallMs === undefined) return text;
  const date = new Date(wallMs).toISOString().slice(0, 10);
  return `${date}T${hour!.padStart(2, "0")}${rest}${isUtc ? "Z" : zone}`;
}

/** The midnight at which a day begins, so many days from today. */
function midnightMs(nowMs: number, days: number, timeZone = "UTC"): number | undefined {
  const wallMs = dayWallMs(nowMs, days, timeZone);
  return wallMs === undefined ? undefined : zonedTimeMs(wallMs, timeZone);
}

/** The reading of a zone's clocks at that midnight, as if it were UTC. */
function dayWallMs(nowMs: number, days: number, timeZone: string): number | undefined {
  if (zonedTimeMs(nowMs, timeZone) === undefined) return undefined;
  const local = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const parts = new Map(local.formatToParts(nowMs).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts.get("year")!, parts.get("month")! - 1, parts.get("day")!) + days * DAY_MS;
}
