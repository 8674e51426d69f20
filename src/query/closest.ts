/**
 * Finds the name that was probably meant: the same but for case and separators (`deviceOS`), or a
 * few typing errors away, or a longer name that has the text as a part (`country`).
 *
 * @returns One of the candidates, or `undefined` if none is close.
 */
export function closest(text: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(text);
  // Nothing that long is a typing error, and the distance takes time.
  if (wanted === "" || wanted.length > 64) return undefined;
  let best: { name: string; distance: number } | undefined;
  for (const name of candidates) {
    const distance = editDistance(wanted, plain(name));
    if (!best || distance < best.distance) best = { name, distance };
  }
  if (best && best.distance <= Math.max(1, Math.floor(wanted.length / 3))) return best.name;
  return [...candidates]
    .filter((name) => name.toLowerCase().split(/[^a-z0-9]+/).some((part) => part === wanted))
    .sort((a, b) => a.length - b.length)[0];
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
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
