/** Nothing that is longer is a name or a time in words, and to find what is meant takes time. */
export const MAX_NAME_LENGTH = 100;

/**
 * Finds the name that was probably meant: the same but for case and separators (`deviceOS`), or a
 * few typing errors away, or the only longer name that has the text as a part (`postal`). Two names
 * that are as near as each other are no answer, and neither is one with other digits: a version is
 * another version, not a typing error.
 *
 * @returns One of the candidates, or `undefined` if none is close.
 */
export function closest(text: string, candidates: Iterable<string>): string | undefined {
  if (text.length > MAX_NAME_LENGTH) return undefined;
  const names = [...candidates];
  const found = mistyped(text, names);
  // What is negated means all the others.
  if (found !== undefined || isNegated(text)) return found;
  const wanted = plain(text);
  const longer = names.filter((name) =>
    wanted !== "" && name.toLowerCase().split(/[^a-z0-9]+/).some((part) => part === wanted)
  );
  return longer.length === 1 ? longer[0] : undefined;
}

/** Finds the name that a text is but for case, separators and a few typing errors. */
export function mistyped(text: string, candidates: readonly string[]): string | undefined {
  if (text.length > MAX_NAME_LENGTH) return undefined;
  const wanted = plain(text);
  // Nothing that long is a typing error, and the distance takes time.
  if (wanted === "" || wanted.length > 64 || isNegated(text)) return undefined;
  const alike = [...new Set(candidates)].filter((name) => digits(name) === digits(text));
  const allowed = wanted.length < 4 ? 1 : Math.max(1, Math.floor(wanted.length / 4));
  const near = alike.map((name) => ({ name, written: plain(name) }))
    // Each letter too many or too few is an error.
    .filter(({ written }) => Math.abs(written.length - wanted.length) <= allowed)
    .map(({ name, written }) => ({ name, distance: editDistance(wanted, written) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance);
  const [best, next] = near;
  if (best && (best.distance === 0 || best.distance !== next?.distance)) {
    // Of a name this short a letter is much.
    const isShort = wanted.length < 4 && best.distance > 0;
    if (!isShort || isOfSameLetters(wanted, plain(best.name))) return best.name;
  }
  return undefined;
}

/** Whether a text says what is not meant, for example `!cdn`, `-cdn` or `not cdn`. */
export function isNegated(text: string): boolean {
  return /^\s*(?:[!¬-]|(?:not|no|except|without)[\s_(])|!\s*$/i.test(text);
}

/** A name without case and separators. */
export function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

function digits(text: string): string {
  return text.replace(/\P{Nd}/gu, "");
}

/** Whether a short text has the letters of a name: in another order, or all but one. */
function isOfSameLetters(text: string, name: string): boolean {
  return [...text].sort().join("") === [...name].sort().join("") ||
    (text.length > 2 && name.length > text.length);
}

/** Levenshtein distance in which two letters swapped are one error; a row at a time. */
function editDistance(a: string, b: string): number {
  let previous: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwapped ? previous[j - 2]! + 1 : Infinity;
      next.push(Math.min(substituted, row[j]! + 1, next[j - 1]! + 1, swapped));
    }
    [previous, row] = [row, next];
  }
  return row[b.length]!;
}
