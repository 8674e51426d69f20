import { parseBoolean } from "../../query/filter/parse_boolean.ts";
import { isObject } from "./json/is_object.ts";
import { tokenText } from "./json/json_token.ts";
import type { FieldKind } from "./record_schema.ts";

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** What an undecodable byte becomes, and halves of surrogate pairs, which are no characters. */
const UNDECODABLE = /[\ufffd\ud800-\udfff]/;

/** Hears of a member of a list or a map that cannot be read while others can. */
export type OnLost = (member: unknown, name?: string) => void;

/**
 * Reads a value as what a field holds, however the API wrote it: `"false"`, `"0"` and `1` are booleans,
 * `"1505000"` is a number, a bare number is an id. An empty text is `null` where it can be nothing
 * else. Times are `readTime()`'s.
 *
 * @returns `undefined` if the value cannot be read so.
 */
export function readValue(
  value: unknown,
  kind: Exclude<FieldKind, "time">,
  onLost: OnLost,
): unknown {
  if (value === null) return null;
  switch (kind) {
    case "string":
      return readText(value);
    case "id": {
      const id = readText(value);
      return id === undefined || !isDecodable(id) ? undefined : id;
    }
    case "number":
    case "integer":
      return readNumber(value);
    case "boolean":
      return isBlank(value) ? null : parseBoolean(tokenText(value));
    case "strings":
      return readStrings(value, onLost);
    case "map":
      return readMap(value, onLost);
  }
}

/**
 * Whether a text came as it was sent. An id that did not cannot be told from others that lost
 * something else.
 */
export function isDecodable(text: string): boolean {
  // A text of whole pairs is fine, but the quick look cannot tell them from halves.
  return !UNDECODABLE.test(text) || (!text.includes("\ufffd") && text.isWellFormed());
}

/** Reads a number, also one that is written as text; `null` for a blank one. */
export function readNumber(value: unknown): number | null | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (isBlank(value)) return null;
  const text = tokenText(value);
  if (typeof text !== "string") return undefined;
  const number = NUMBER.test(text.trim()) ? Number(text) : NaN;
  return Number.isFinite(number) ? number : undefined;
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
    case "symbol":
      // A number stays as it is written; a word such as NaN is nobody's text.
      return NUMBER.test(value.description!) ? value.description : undefined;
    default:
      return undefined;
  }
}

/** A list of texts; a text alone is a list of one, and an empty one of none. */
function readStrings(value: unknown, onLost: OnLost): string[] | undefined {
  if (!Array.isArray(value)) {
    const text = readText(value);
    return text === undefined ? undefined : text === "" ? [] : [text];
  }
  const members = value.filter((member) => member !== null);
  const texts: string[] = [];
  const lost: unknown[] = [];
  for (const member of members) {
    const text = readText(member);
    if (text === undefined) lost.push(member);
    else texts.push(text);
  }
  // An empty list would say that there was nothing.
  if (texts.length === 0 && lost.length > 0) return undefined;
  for (const member of lost) onLost(member);
  return texts;
}

/** Texts by name, with `null` for those that are unknown. Some servers write an empty map as `[]`. */
function readMap(value: unknown, onLost: OnLost): Record<string, string | null> | undefined {
  if (Array.isArray(value) && value.length === 0) return {};
  if (!isObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const text = member === null ? null : readText(member);
      if (text === undefined) onLost(member, name);
      return [name, text ?? null];
    }),
  );
}
