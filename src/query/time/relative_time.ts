import { parseDuration } from "./duration.ts";
import { wallClock, zonedTimeMs } from "./zoned_time.ts";
import { DAY_MS, MAX_TIME_MS } from "./units.ts";

/** Words for days, with how many days they are from today. */
const DAYS: ReadonlyMap<string, number> = new Map([
  ["yesterday", -1],
  ["today", 0],
  ["tomorrow", 1],
]);

/** Days of the week, as `Date` counts them. */
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

const DAY = [...DAYS.keys(), ...WEEKDAYS].join("|");
const TIME_OF_DAY = String.raw`(\d{1,2})(:\d{2}(?::\d{2})?)\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?`;
const DAY_AND_TIME = new RegExp(`^(${DAY})(?:,?\\s+at)?\\s+${TIME_OF_DAY}$`, "i");
const TIME_ALONE = new RegExp(`^(?:at\\s+)?${TIME_OF_DAY}$`, "i");

/** Words that are a time by themselves. */
export const TIME_WORDS: readonly string[] = ["now", ...DAYS.keys(), ...WEEKDAYS];

/**
 * Reads a time from now: `now`, `now-2h`, `-2h`, `2 hours ago`, and `today`, `yesterday`, `tomorrow` or
 * the last `monday` before today, which are the midnights that these days begin with, in UTC unless a
 * time zone is given.
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
  const midnight = midnightWallMs(typed, nowMs, timeZone);
  if (midnight !== undefined) return zonedTimeMs(midnight, timeZone ?? "UTC");
  // With the case as typed, since `M` is not `m`.
  const [, sign, fromNow, ago] =
    /^(?:(?:now\s*)?(-)\s*|now\s*\+\s*)(\S.*)$|^(\d.*)\sago$/i.exec(text.trim()) ?? [];
  const durationMs = parseDuration(fromNow ?? ago ?? "");
  if (durationMs === undefined) return undefined;
  const ms = sign === "-" || ago !== undefined ? nowMs - durationMs : nowMs + durationMs;
  return Math.abs(ms) <= MAX_TIME_MS ? ms : undefined;
}

/**
 * `yesterday 18:00`, `monday 9:30 UTC` and `9:30`, which is of today, with the date that they name, in
 * UTC unless a time zone is given; other texts as they are.
 */
export function withDate(text: string, nowMs: number, timeZone = "UTC"): string {
  const typed = text.trim();
  const [, word, hour, rest, zone = ""] = DAY_AND_TIME.exec(typed) ??
    (TIME_ALONE.exec(typed) ?? []).toSpliced(1, 0, "today");
  if (hour === undefined) return text;
  const isUtc = /^[zug]/i.test(zone);
  const wallMs = midnightWallMs(word!.toLowerCase(), nowMs, isUtc ? "UTC" : timeZone);
  if (wallMs === undefined) return text;
  const date = new Date(wallMs).toISOString().slice(0, 10);
  return `${date}T${hour.padStart(2, "0")}${rest}${isUtc ? "Z" : zone}`;
}

/** Whether a text is a time of day alone, whose day nobody said. */
export function isTimeOfDay(text: string): boolean {
  return TIME_ALONE.test(text.trim());
}

/** The day of the week that a text is about if today is one, so that it may be today or a week ago. */
export function weekdayOfToday(text: string, nowMs: number, timeZone = "UTC"): string | undefined {
  const typed = text.trim();
  const word = (DAY_AND_TIME.exec(typed)?.[1] ?? typed).toLowerCase();
  const todayMs = todayWallMs(nowMs, timeZone);
  return todayMs !== undefined && word === WEEKDAYS[new Date(todayMs).getUTCDay()]
    ? word
    : undefined;
}

/**
 * The reading of a zone's clocks, as if it were UTC, at the midnight at which a day in words begins. A
 * day of the week is the last one before today; where it is today, nobody can tell which is meant.
 */
function midnightWallMs(word: string, nowMs: number, timeZone = "UTC"): number | undefined {
  const todayMs = todayWallMs(nowMs, timeZone);
  if (todayMs === undefined) return undefined;
  const days = DAYS.get(word);
  if (days !== undefined) return todayMs + days * DAY_MS;
  const weekday = WEEKDAYS.indexOf(word);
  const daysAgo = (new Date(todayMs).getUTCDay() - weekday + 7) % 7;
  return weekday === -1 || daysAgo === 0 ? undefined : todayMs - daysAgo * DAY_MS;
}

/** The reading of a zone's clocks at the midnight at which today began; `undefined` without such a zone. */
function todayWallMs(nowMs: number, timeZone: string): number | undefined {
  const wallMs = wallClock(timeZone)?.(nowMs);
  return wallMs === undefined ? undefined : Math.floor(wallMs / DAY_MS) * DAY_MS;
}
