import type { CodedAttribute, Observations } from "../observations.ts";

/*
 * An order that follows from what observations say, not from how they were listed. Sums of fractions
 * differ in their last digits by the order of what is added, which decides between equals; and chance
 * deals out its numbers in the order of rows.
 */

/** The attributes by their names. */
export function attributesInOrder(attributes: readonly CodedAttribute[]): CodedAttribute[] {
  return attributes.toSorted((a, b) => compareTexts(a.name, b.name));
}

/** Some codes by the values that they stand for. */
export function codesInOrder(
  codes: Iterable<number>,
  values: CodedAttribute["values"],
): number[] {
  return [...codes].sort((a, b) => compareTexts(values[a] ?? null, values[b] ?? null));
}

/**
 * Puts rows in order of time, and those of the same time by their values and counts; what is equal in
 * all of that may change places. Of attributes that are in order.
 *
 * @param rows Positions in the observations; sorted in place.
 */
export function sortRows(rows: Uint32Array, observations: Observations): void {
  const compare = rowComparison(observations);
  // To see that rows are in order already takes a small part of the time of sorting them.
  for (let i = 1; i < rows.length; i++) {
    if (compare(rows[i - 1]!, rows[i]!) > 0) {
      rows.sort(compare);
      return;
    }
  }
}

function rowComparison(
  { attributes, sessions, bad, startMs }: Observations,
): (one: number, other: number) => number {
  const columns = attributes.map(({ values, codes }) => ({ codes, ranks: ranksOf(values) }));
  return (one, other) => {
    const apartMs = startMs[one]! - startMs[other]!;
    if (apartMs !== 0) return apartMs;
    for (const { codes, ranks } of columns) {
      const apart = ranks[codes[one]!]! - ranks[codes[other]!]!;
      if (apart !== 0) return apart;
    }
    return sessions[one]! - sessions[other]! || bad[one]! - bad[other]!;
  };
}

/** The position of each code's value among all in order. */
function ranksOf(values: CodedAttribute["values"]): Uint32Array {
  const ranks = new Uint32Array(values.length);
  codesInOrder(values.keys(), values).forEach((code, rank) => ranks[code] = rank);
  return ranks;
}

function compareTexts(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
