import type { Endpoint, ParameterFact } from "../../../gen/endpoint.ts";
import type { Correction } from "../../errors.ts";
import { formatDuration, meantDuration, parseDuration } from "../time/duration.ts";
import { parameterFact } from "../name/parameter_fact.ts";
import { meantBoolean } from "../filter/parse_boolean.ts";

/** A range that every rule allows, for who named none. */
export function longestRange({ limits }: Endpoint): Correction {
  return { last: formatDuration(limits.maxWindowMs) };
}

/** Parameters of the library beside the API's own. */
export const LIBRARY_PARAMETERS: readonly string[] = ["last", "start", "end", "tags", "dimensions"];

/**
 * Writes a name and its value where they belong in a query, with a value of the right type.
 *
 * @returns `undefined` if the value cannot be meant there. Whether a time or a limit is allowed is
 * for the check of the query to find out.
 */
export function correctionOf(
  name: string,
  value: unknown,
  endpoint: Endpoint,
): Correction | undefined {
  if (LIBRARY_PARAMETERS.includes(name)) return { [name]: value };
  if (name.startsWith(endpoint.tagPrefix)) {
    return tagCorrection(name, onlyMember(value), endpoint);
  }
  const fact = parameterFact(name, endpoint);
  if (!fact) {
    const texts = meantTexts(value);
    return texts === undefined ? undefined : { dimensions: { [name]: texts } };
  }
  switch (fact.role) {
    case "time":
      return { [name]: onlyMember(value) };
    case "limit":
      return only(name, meantLimit(onlyMember(value), endpoint));
    case "filter":
      return only(name, meantValue(onlyMember(value), fact.type));
  }
}

/** A member of a query, if it has a value. */
export function only(name: string, value: unknown): Correction | undefined {
  return value === undefined ? undefined : { [name]: value };
}

/** A custom tag with its value, without any prefix. */
export function tagCorrection(
  name: string,
  value: unknown,
  { tagPrefix }: Endpoint,
): Correction | undefined {
  const bare = bareTagName(name, tagPrefix);
  const text = meantText(value);
  return bare === "" || text === undefined ? undefined : { tags: { [bare]: text } };
}

/** The name of a tag without any prefix. */
function bareTagName(name: string, prefix: string): string {
  let bare = name;
  while (bare.startsWith(prefix)) bare = bare.slice(prefix.length);
  return bare.trim();
}

/** The value of a parameter's type that a value stands for. */
export function meantValue(value: unknown, type: ParameterFact["type"]): unknown {
  switch (type) {
    case "boolean":
      return meantBoolean(value);
    case "string":
      return meantText(onlyMember(value));
    case "number":
    case "integer": {
      const number = meantNumber(value);
      return number === undefined || type === "number" || Number.isSafeInteger(number)
        ? number
        : undefined;
    }
  }
}

/** The limit that a value stands for, for example 1000 for `1,000` or `1k`. */
export function meantLimit(value: unknown, { limits }: Endpoint): number | undefined {
  const number = meantNumber(value);
  return Number.isSafeInteger(number) && number! >= limits.minSessions ? number : undefined;
}

function meantNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "string") return undefined;
  const [, digits, thousands] = /^\+?([\d,_' ]*\d(?:\.\d+)?(?:e\d+)?)\s*(k?)$/i.exec(
    value.trim(),
  ) ?? [];
  if (digits === undefined) return undefined;
  const isGrouped = /[,_' ]/.test(digits);
  // What is no group of three may be a decimal comma.
  if (isGrouped && !/^\d{1,3}(?:[,_' ]\d{3})+$/.test(digits)) return undefined;
  const number = Number(digits.replace(/[,_' ]/g, "")) * (thousands ? 1000 : 1);
  return Number.isFinite(number) ? number : undefined;
}

/** Text that is not empty, if the value can be read so. */
export function meantText(value: unknown): string | undefined {
  const isText = ["string", "number", "bigint", "boolean"].includes(typeof value);
  return (isText && String(value).trim()) || undefined;
}

/** The text or texts that the values of a dimension stand for. */
export function meantTexts(value: unknown): string | readonly string[] | undefined {
  const members = readList(value) ?? [];
  const texts = members.map(meantText).filter((text) => text !== undefined);
  // What is empty can be left out; what is something else was meant for something.
  const isAll = members.every((member) => member === "" || meantText(member) !== undefined);
  return !isAll || texts.length === 0 ? undefined : texts.length > 1 ? texts : texts[0];
}

/** The range that a value of `last` stands for. */
export function meantLast(value: unknown): Correction | undefined {
  if (typeof value !== "string") return undefined;
  const word = value.trim().toLowerCase();
  if (word === "today") return { start: "today" };
  if (word === "yesterday") return { start: "yesterday", end: "today" };
  const ms = parseDuration(value) ?? meantDuration(value);
  return only("last", ms === undefined || ms === 0 ? undefined : formatDuration(ms));
}

/** Names and values that somebody wrote as one text, for example `plan=premium`. */
export function meantPairs(member: "tags" | "dimensions", value: unknown): Correction | undefined {
  const [, name, text] = typeof value === "string"
    ? /^\s*([\w.-]+)\s*[=:]\s*([^\s=!<>~][^=]*)$/.exec(value) ?? []
    : [];
  return name === undefined ? undefined : { [member]: { [name]: text!.trim() } };
}

/** The only member of a list, or the value itself. */
function onlyMember(value: unknown): unknown {
  const members = readList(value);
  return members?.length === 1 ? members[0] : value;
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
