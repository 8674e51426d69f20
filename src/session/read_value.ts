import { parseBoolean } from "../query/parse_boolean.ts";
import { isObject } from "./is_object.ts";
import type { FieldKind } from "./record_schema.ts";

/** The furthest from 1970 that a `Date` reaches. Source: ECMA-262, time values and time range. */
export const MAX_TIME_MS = 8.64e15;

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Reads a value as what a field holds, however the API wrote it: `"false"`, `"0"` and `1` are booleans,
 * `"1505000"` is a number, a bare number is an id. An empty text is `null` where it can be nothing
 * else, and integers are rounded.
 *
 * @param lose Hears of each member of a list or a map that cannot be read while others can.
 * @returns `undefined` if the value cannot be read so.
 */
export function readValue(value: unknown, kind: FieldKind, lose: () => void): unknown {
  if (value === null) return null;
  switch (kind) {
    case "string":
      return readText(value);
    case "number":
      return readNumber(value);
    case "integer":
      return readInteger(value);
    case "time": {
      const ms = readInteger(value);
      return typeof ms === "number" && Math.abs(ms) > MAX_TIME_MS ? undefined : ms;
    }
    case "boolean":
      return isBlank(value) ? null : parseBoolean(value);
    case "strings":
      return readStrings(value, lose);
    case "map":
      return readMap(value, lose);
  }
}

function isBlank(value: unknown): boolean {
  return typeof value === "string" && value.trim() === "";
}

function readText(value: unknown): string | undefined {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "boolean":
      return String(value);
    default:
      return undefined;
  }
}

function readNumber(value: unknown): number | null | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string") return undefined;
  if (isBlank(value)) return null;
  const text = value.trim();
  return NUMBER.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

function readInteger(value: unknown): number | null | undefined {
  const number = readNumber(value);
  return typeof number === "number" ? Math.round(number) : number;
}

/** A list of texts; a text alone is a list of one, and an empty one of none. */
function readStrings(value: unknown, lose: () => void): string[] | undefined {
  if (!Array.isArray(value)) {
    const text = readText(value);
    return text === undefined ? undefined : text === "" ? [] : [text];
  }
  const members = value.filter((member) => member !== null);
  const texts = members.map(readText).filter((text) => text !== undefined);
  // An empty list would say that there was nothing.
  if (texts.length === 0 && members.length > 0) return undefined;
  for (let lost = texts.length; lost < members.length; lost++) lose();
  return texts;
}

/** Texts by name, with `null` for those that are unknown. Some servers write an empty map as `[]`. */
function readMap(value: unknown, lose: () => void): Record<string, string | null> | undefined {
  if (Array.isArray(value) && value.length === 0) return {};
  if (!isObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const text = member === null ? null : readText(member);
      if (text === undefined) lose();
      return [name, text ?? null];
    }),
  );
}
