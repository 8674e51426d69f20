import type { WayOut } from "../../errors.ts";
import { MAX_NAME_LENGTH, mistyped } from "../name/closest.ts";
import { formatDuration, meantDuration, parseDuration } from "./duration.ts";
import { formatTime } from "./format_time.ts";
import { parseIsoTime } from "./iso_time.ts";
import { parseRelativeTime, TIME_WORDS, withDate } from "./relative_time.ts";
import { zonedTimeMs } from "./zoned_time.ts";

/** What somebody means by a text that is no time, or how to say it. */
export interface MeantTime {
  readonly suggestion?: string;
  readonly wayOut?: WayOut;
}

/** Finds what somebody means by a text that is no time; nothing if that is not clear. */
export function meantTime(text: string, nowMs: number): MeantTime {
  if (text.length > MAX_NAME_LENGTH) return {};
  const typed = text.trim();
  const suggestion = meantFromNow(typed, nowMs) ?? meantMoment(withDate(typed, nowMs));
  if (suggestion !== undefined) return { suggestion };
  // A time of day, or a day in the order of some country, is that of a zone.
  const isZoned = /(?:z|utc|gmt|[+-]\d{2}:?\d{2})$/i.test(typed) &&
    !/^\d{4}-\d{2}-\d{2}$/.test(typed);
  const isLocal = !isZoned &&
    /\d{1,2}:\d{2}|^\d{8}$|^\d{1,4}[./]\d{1,2}[./]\d{1,4}|^\d{4}-\d{2}-\d{2}[T ]\d/
      .test(typed);
  return isLocal ? { wayOut: "time_zone" } : {};
}

/** A duration alone, a mistyped word, or `two hours ago`. */
function meantFromNow(text: string, nowMs: number): string | undefined {
  const isBack = /^[\d+]|\bago$|^(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|half)\b/i;
  const bare = text.replace(/^now\s*-\s*/i, "");
  const durationMs = isBack.test(bare) && !bare.startsWith("+")
    ? parseDuration(bare) ?? meantDuration(bare)
    : undefined;
  if (durationMs !== undefined) {
    const meant = `now-${formatDuration(durationMs)}`;
    return parseRelativeTime(meant, nowMs) === undefined ? undefined : meant;
  }
  return /^[a-z]{5,}$/i.test(text) ? mistyped(text, TIME_WORDS) : undefined;
}

/** A moment with a zone, written otherwise than in ISO 8601. */
function meantMoment(text: string): string | undefined {
  const [, rest, zone] = /^(.*?)\s*(z|utc|gmt|\s[+-]\d{2}:?\d{2}|[a-z]+\/[a-z_/]+)$/i.exec(text) ??
    [];
  const time = rest === undefined ? undefined : parseIsoTime(
    rest.replace(/^(\d{4})[/.](\d{2})[/.](\d{2})/, "$1-$2-$3").replace(/(?<=\d)t(?=\d)/, "T"),
  );
  if (time && time.offsetMs === undefined) {
    const sign = zone!.trim();
    if (/^(?:z|utc|gmt)$/i.test(sign)) return formatTime(time.wallMs);
    if (/^[+-]/.test(sign)) {
      const offset = parseIsoTime(`2000-01-01T00:00${sign}`)?.offsetMs;
      return offset === undefined ? undefined : formatTime(time.wallMs - offset);
    }
    const ms = zonedTimeMs(time.wallMs, sign);
    return ms === undefined ? undefined : formatTime(ms);
  }
  // As in mails and in HTTP, which every engine reads alike.
  const isMail = /^[a-z]{3}, \d{1,2} [a-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:gmt|utc|[+-]\d{4})$/i
    .test(text);
  const ms = isMail ? Date.parse(text) : NaN;
  return Number.isNaN(ms) ? undefined : formatTime(ms);
}
