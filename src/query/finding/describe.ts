const MAX_LENGTH = 80;

/** Says what a value is, for an error: short, on one line, and for any value at all. */
export function describe(value: unknown): string {
  try {
    return shorten(describeAny(value));
  } catch {
    return "an object that cannot be read";
  }
}

function describeAny(value: unknown): string {
  switch (typeof value) {
    case "string":
      // Whatever is cut off in the end is not written out before.
      return JSON.stringify(value.slice(0, MAX_LENGTH + 1));
    case "bigint":
      return `${value}n`;
    case "function":
      return "a function";
    case "object":
      break;
    default:
      return String(value);
  }
  if (value === null) return "null";
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  }
  if (Array.isArray(value)) {
    // Not a spread or a method: a list may be sparse and longer than memory.
    const members = Object.values(value);
    if (members.length === 0) return "an empty list";
    if (members.some((member) => typeof member === "object")) return "a list of objects";
    return `[${members.slice(0, MAX_LENGTH).map(describeAny).join(", ")}]`;
  }
  return "an object";
}

function shorten(text: string): string {
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`;
}
