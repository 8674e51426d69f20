/** A count and its noun, for example `1 session` or `1,200 sessions`. */
export function count(value: number, noun: string, plural = `${noun}s`): string {
  return `${groupDigits(value)} ${value === 1 ? noun : plural}`;
}

/** Writes an integer with its thousands apart. The locale's own way to do it slows every start. */
export function groupDigits(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Joins words, for example `a, b and c`. */
export function list(words: readonly string[], conjunction: "and" | "or" = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}

/** A clause with a capital letter. */
export function asSentence(clause: string): string {
  return clause.slice(0, 1).toUpperCase() + clause.slice(1);
}
