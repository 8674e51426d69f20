import { LIMITS, type ParameterFact, TAG_PREFIX } from "../../gen/facts.ts";
import { formatDuration } from "./duration.ts";
import type { Correction } from "./library_syntax.ts";
import { parameterFact } from "./parameter_fact.ts";
import { parseBoolean } from "./parse_boolean.ts";

/** A range that every rule allows, for examples. */
export const LONGEST_RANGE: Correction = { last: formatDuration(LIMITS.maxWindowMs) };

const PLACEHOLDER = "…";

/** Writes a name and its value where they belong in a query, with a value of the right type. */
export function correctionOf(name: string, value: unknown): Correction {
  if (name.startsWith(TAG_PREFIX)) return { tags: { [bareTagName(name)]: exampleText(value) } };
  const fact = parameterFact(name);
  if (!fact) return { dimensions: { [name]: exampleTexts(value) } };
  switch (fact.role) {
    case "time":
      return LONGEST_RANGE;
    case "limit":
      return { [name]: LIMITS.defaultSessions };
    case "filter":
      return { [name]: exampleValue(value, fact.type) };
  }
}

/** The name of a tag without any prefix. */
export function bareTagName(name: string): string {
  let bare = name;
  while (bare.startsWith(TAG_PREFIX)) bare = bare.slice(TAG_PREFIX.length);
  return bare.trim() || PLACEHOLDER;
}

/** A value of a parameter's type, the one received if it can be read so. */
export function exampleValue(value: unknown, type: ParameterFact["type"]): unknown {
  switch (type) {
    case "boolean":
      return parseBoolean(value) ?? true;
    case "string":
      return exampleText(value);
    case "number":
    case "integer": {
      const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      return Number.isFinite(number) ? Math.round(number as number) : 1;
    }
  }
}

/** Text that is not empty, the one received if there is any. */
export function exampleText(value: unknown): string {
  const isText = ["string", "number", "bigint", "boolean"].includes(typeof value);
  return (isText && String(value).trim()) || PLACEHOLDER;
}

/** Text, or a list of texts, that is not empty; what of the received can be read so. */
export function exampleTexts(value: unknown): string | readonly string[] {
  const texts = readList(value)?.map(exampleText).filter((text) => text !== PLACEHOLDER) ?? [];
  return texts.length > 1 ? texts : texts[0] ?? PLACEHOLDER;
}

/** The members of a list, or a single value as a list; `undefined` if reading it throws. */
export function readList(value: unknown): readonly unknown[] | undefined {
  try {
    // Not a spread: a list may be sparse and longer than memory.
    return Array.isArray(value) ? Object.values(value) : [value];
  } catch {
    return undefined;
  }
}
