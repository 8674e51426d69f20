import type { JsonSchema } from "./json_schema.ts";

/**
 * Reads a value as its schema says where a model or a host wrote it as text: an array or object as
 * JSON, a number or boolean in quotes, one member in place of a list; and filters as the other tools
 * have them. What fits no such habit is left as it is, for the check to refuse.
 */
export function lenient(value: unknown, schema: JsonSchema | undefined): unknown {
  switch (schema?.type) {
    case "array": {
      const list = typeof value === "string" ? parsedOr(value, [value]) : value;
      const members = Array.isArray(list) ? list : isEmpty(list) ? list : [list];
      if (!Array.isArray(members)) return members;
      const isOfTexts = schema.items?.type === "string";
      return members.flatMap((member) => isOfTexts ? filterTexts(member) : [member])
        .map((member) => lenient(member, schema.items));
    }
    case "object": {
      const object = typeof value === "string" ? parsedOr(value, value) : value;
      if (typeof object !== "object" || object === null || Array.isArray(object)) return object;
      // A name that nobody knows is refused, whatever is given for it.
      const isOptional = (name: string) =>
        Object.hasOwn(schema.properties ?? {}, name) && !schema.required?.includes(name);
      const isGiven = ([name, member]: readonly [string, unknown]) =>
        member !== null && !(isOptional(name) && isLeftOut(member));
      const entries = Object.entries(object)
        .filter(isGiven)
        .map(([name, member]) => [name, lenient(member, schema.properties?.[name])] as const)
        // Of `"[]"` it shows only now that it is empty.
        .filter(isGiven);
      return Object.fromEntries(entries);
    }
    case "integer":
    case "number":
      return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))
        ? Number(value)
        : value;
    case "boolean":
      return value === "true" ? true : value === "false" ? false : value;
    case "string":
      return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
    default:
      return value;
  }
}

/** A filter as a search has it, `{"dimension": "cdn", "values": ["A"]}`, as the texts `cdn=A`. */
function filterTexts(member: unknown): unknown[] {
  if (typeof member !== "object" || member === null) return [member];
  const { dimension, values, ...rest } = member as Readonly<Record<string, unknown>>;
  const isFilter = typeof dimension === "string" && values !== undefined &&
    Object.keys(rest).length === 0;
  return isFilter ? [values].flat().map((value) => `${dimension}=${value}`) : [member];
}

/** Whether a value is what some hosts and models send for an argument that is left out. */
function isLeftOut(value: unknown): boolean {
  if (typeof value === "string") return value.trim() === "";
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null;
}

function parsedOr(text: string, otherwise: unknown): unknown {
  if (!/^\s*[[{]/.test(text)) return otherwise;
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}
