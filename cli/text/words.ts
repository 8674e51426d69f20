/** A count and its noun, for example `1 session` or `1,200 sessions`. */
export function count(value: number, noun: string, plural = `${noun}s`): string {
  return `${groupDigits(value)} ${value === 1 ? noun : plural}`;
}

/** Writes an integer with its thousands apart. */
export function groupDigits(value: number): string {
  return value.toLocaleString("en-US");
}

/** Joins words, for example `a, b and c`. */
export function list(words: readonly string[], conjunction: "and" | "or" = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}
