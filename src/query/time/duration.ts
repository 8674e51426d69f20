import { MAX_NAME_LENGTH, mistyped } from "../name/closest.ts";
import { DAY_MS, HOUR_MS } from "./units.ts";

/** Units of a duration, longest first, each with its names. */
const UNITS = [
  { ms: 604_800_000, names: ["w", "wk", "wks", "week", "weeks"] },
  { ms: DAY_MS, names: ["d", "day", "days"] },
  { ms: HOUR_MS, names: ["h", "hr", "hrs", "hour", "hours"] },
  { ms: 60_000, names: ["m", "min", "mins", "minute", "minutes"] },
  { ms: 1000, names: ["s", "sec", "secs", "second", "seconds"] },
] as const;

const UNIT_MS = new Map<string, number>(
  UNITS.flatMap(({ ms, names }) => names.map((name) => [name, ms] as const)),
);
/** Names that are long enough to be mistyped; the plurals apart, which are as near as these. */
const LONG_NAMES = ["week", "day", "hour", "minute", "second"];

const NUMBER = String.raw`\d{1,15}(?:\.\d{1,9})?`;
const PART = new RegExp(String.raw`(${NUMBER})\s*([a-z]+)(?:\s*(?:,|and\b))?\s*`, "giy");
const ISO_8601 =
  pattern`P(?=\d|T\d)(?:${NUMBER}W)?(?:${NUMBER}D)?(?:T(?=\d)(?:${NUMBER}H)?(?:${NUMBER}M)?(?:${NUMBER}S)?)?`;

/** Counts in words. */
const COUNTS = ["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/**
 * Reads a duration: `90s`, `15m`, `2h`, `7d`, `1w`, also with names of units (`2 hours`, `90min`),
 * sums of these such as `1h30m`, or the same in ISO 8601, for example `PT1H30M`. Months and years are
 * not durations, since their length varies.
 *
 * @returns Whole milliseconds, or `undefined` if the text is something else.
 */
export function parseDuration(text: string): number | undefined {
  const typed = text.trim();
  if (!ISO_8601.test(typed)) return sumOf(typed, unitMs);
  // The letters of ISO 8601 are those of the short form.
  return sumOf(typed.replace(/[PT]/g, "").toLowerCase(), unitMs);
}

/**
 * The duration that somebody means by a text that is none: with mistyped units (`2 huors`), counts in
 * words (`two hours`, `an hour`), or words around it (`last 2 hours`, `2h ago`, `-2h`).
 *
 * @returns Whole milliseconds, or `undefined` if that is not clear.
 */
export function meantDuration(text: string): number | undefined {
  if (text.length > MAX_NAME_LENGTH) return undefined;
  // A minute to some, a month to others.
  if (/\dM$/.test(text.trim())) return undefined;
  const bare = text.trim().toLowerCase()
    .replace(/^(?:in\s+)?(?:the\s+)?(?:last|past|previous|for|-)\s*/, "").replace(/\s+ago$/, "");
  const half = /^half an? ([a-z]+)$/.exec(bare);
  if (half) return sumOf(`0.5 ${half[1]}`, unitMs);
  const counted = /^[a-z]+$/.test(bare) && unitMs(bare) !== undefined && bare.length > 1
    ? `1 ${bare}`
    : bare.replace(/^an\b/, "a").replace(
      /^[a-z]+(?= )/,
      (word) => COUNTS.includes(word) ? String(COUNTS.indexOf(word) || 1) : word,
    );
  return parseDuration(counted) ?? sumOf(counted, mistypedUnitMs);
}

/** Writes a duration of whole milliseconds as `parseDuration()` reads it, for example `1h30m`. */
export function formatDuration(ms: number): string {
  let restMs = ms;
  let text = "";
  for (const [unit, unitMs] of [["d", DAY_MS], ["h", HOUR_MS], ["m", 60_000]] as const) {
    const count = Math.floor(restMs / unitMs);
    restMs -= count * unitMs;
    if (count > 0) text += `${count}${unit}`;
  }
  return restMs > 0 || text === "" ? `${text}${restMs / 1000}s` : text;
}

/** The sum of parts such as `1h 30 minutes`: each unit once, the longest first. */
function sumOf(text: string, unit: (name: string) => number | undefined): number | undefined {
  let sum = 0;
  let shorterThanMs = Infinity;
  let at = 0;
  while (at < text.length) {
    PART.lastIndex = at;
    const [whole, count, name] = PART.exec(text) ?? [];
    const ms = name === undefined ? undefined : unit(name);
    if (ms === undefined || ms >= shorterThanMs) return undefined;
    sum += Number(count) * ms;
    shorterThanMs = ms;
    at += whole!.length;
  }
  const rounded = Math.round(sum);
  return at > 0 && Number.isSafeInteger(rounded) ? rounded : undefined;
}

/** The length of a unit; `M` alone is a minute to some and a month to others. */
function unitMs(name: string): number | undefined {
  return name === "M" ? undefined : UNIT_MS.get(name.toLowerCase());
}

function mistypedUnitMs(name: string): number | undefined {
  // Not a month that lost a letter.
  if (/^mo/i.test(name)) return undefined;
  const meant = mistyped(name, LONG_NAMES) ?? mistyped(name, LONG_NAMES.map((unit) => `${unit}s`));
  return unitMs(name) ?? (meant === undefined ? undefined : UNIT_MS.get(meant));
}

function pattern(strings: TemplateStringsArray, ...values: string[]): RegExp {
  return new RegExp(`^${String.raw(strings, ...values)}$`);
}
