import type { FieldFact } from "../../gen/facts.ts";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Reads a value as a field's type, however the API wrote it: `"false"`, `"0"` and `1` are booleans,
 * `"1505000"` is a number, a bare number is an id. An empty text is `null` where it can be nothing
 * else, and integers are rounded.
 *
 * @returns `undefined` if the value cannot be read so.
 */
export function readValue(value: unknown, type: FieldFact["type"]): unknown {
  if (value === null) return null;
  switch (type) {
    case "string":
      return readText(value);
    case "number":
      return readNumber(value);
    case "integer": {
      const number = readNumber(value);
      return typeof number === "number" ? Math.round(number) : number;
    }
    case "boolean":
      return readBoolean(value);
    case "strings":
      return readStrings(value);
    case "map":
      return readMap(value);
  }
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
  const text = value.trim();
  if (text === "") return null;
  return NUMBER.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

function readBoolean(value: unknown): boolean | null | undefined {
  switch (typeof value === "string" ? value.trim().toLowerCase() : value) {
    case true:
    case "true":
    case "1":
    case 1:
      return true;
    case false:
    case "false":
    case "0":
    case 0:
      return false;
    case "":
      return null;
    default:
      return undefined;
  }
}

/** A list of texts; a text alone is a list of one, and an empty one of none. */
function readStrings(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) {
    const text = readText(value);
    return text === undefined ? undefined : text === "" ? [] : [text];
  }
  const texts = value.filter((member) => member !== null).map(readText);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** Texts by name, with `null` for those that are unknown. */
function readMap(value: unknown): Record<string, string | null> | undefined {
  if (typeof value !== "object" || Array.isArray(value)) return undefined;
  const entries = Object.entries(value!).map(([name, member]) =>
    [name, member === null ? null : readText(member)] as const
  );
  const isReadable = (entry: readonly [string, string | null | undefined]) =>
    entry[1] !== undefined;
  return entries.every(isReadable)
    ? Object.fromEntries(entries) as Record<string, string | null>
    : undefined;
}
