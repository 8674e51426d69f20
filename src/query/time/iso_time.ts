/** A time as written: its clock reading as if it were UTC, and its offset if it has one. */
export interface IsoTime {
  readonly wallMs: number;
  readonly offsetMs: number | undefined;
  /** Whether it names a time of day, and not a day alone. */
  readonly hasTime: boolean;
}

const DATE = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const TIME = String.raw`([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?`;
const OFFSET = String.raw`Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?`;
const ISO_8601 = new RegExp(`^${DATE}(?:[T ]${TIME}(${OFFSET})?)?$`);

/**
 * Reads a date, or a date and a time with or without an offset, in ISO 8601. `Date.parse()` is no
 * help: what it takes beyond ISO 8601 differs by engine, and without an offset it means local time.
 *
 * @returns `undefined` if the text is something else, or names a day that does not exist.
 */
export function parseIsoTime(text: string): IsoTime | undefined {
  const match = ISO_8601.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((part) =>
    part === undefined ? undefined : Number(part)
  ) as [number, number, number, number?, number?, number?];
  const fractionMs = Number((match[7] ?? "").slice(0, 3).padEnd(3, "0"));
  // Not Date.UTC(), which takes the years 0 to 99 for 1900 to 1999.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  date.setUTCHours(hour, minute, second, fractionMs);
  return {
    wallMs: date.getTime(),
    offsetMs: parseOffset(match[8]),
    hasTime: match[4] !== undefined,
  };
}

function parseOffset(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (text === "Z") return 0;
  const digits = text.replace(/\D/g, "");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (text.startsWith("-") ? -minutes : minutes) * 60_000;
}
