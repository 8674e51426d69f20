import { closest } from "../name/closest.ts";

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ...["true", "1", "yes", "y", "on", "t"].map((word) => [word, true] as const),
  ...["false", "0", "no", "n", "off", "f"].map((word) => [word, false] as const),
]);

/** Reads `true` and `false`, also written as text or as 1 and 0; `undefined` if it is neither. */
export function parseBoolean(value: unknown): boolean | undefined {
  if (!["string", "boolean", "number"].includes(typeof value)) return undefined;
  const word = String(value).trim().toLowerCase();
  return ["true", "false", "1", "0"].includes(word) ? WORDS.get(word) : undefined;
}

/** What somebody means by a value that stands for a boolean, such as `yes`, `off` or `ture`. */
export function meantBoolean(value: unknown): boolean | undefined {
  const exact = parseBoolean(value);
  if (exact !== undefined || typeof value !== "string") return exact;
  const word = value.trim().toLowerCase();
  return WORDS.get(word) ?? WORDS.get(closest(word, ["true", "false"]) ?? "");
}
