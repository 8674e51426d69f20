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
 * Puts rows in an order that has nothing to do with what they have in common, so that the first of them,
 * or of any part of them, are a fair sample: by a hash of their time, values and counts. What is equal in
 * all of that may change places; so may, once in millions of rows, two that have the same hash.
 *
 * @param rows Positions in the observations, which are in order by their attributes; sorted in place.
 */
export function shuffleRows(rows: Uint32Array, observations: Observations): void {
  const hashes = hashRows(rows, observations);
  // A number of 64 bits each: the hash above and the row below, which takes as many bits as it needs.
  const rowBits = 32 - Math.clz32(observations.length);
  const rowMask = 2 ** rowBits - 1;
  const keys = new BigUint64Array(rows.length);
  const words = new Uint32Array(keys.buffer);
  for (let i = 0; i < rows.length; i++) {
    words[2 * i + LOW_WORD] = (hashes.low[i]! & ~rowMask) | rows[i]!;
    words[2 * i + 1 - LOW_WORD] = hashes.high[i]!;
  }
  keys.sort();
  for (let i = 0; i < rows.length; i++) rows[i] = words[2 * i + LOW_WORD]! & rowMask;
}

/** Which half of a number of 64 bits stands first in memory. */
const LOW_WORD = new Uint32Array(BigUint64Array.of(1n).buffer)[0] === 1 ? 0 : 1;

interface Hashes {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

function hashRows(
  rows: Uint32Array,
  { attributes, sessions, bad, startMs }: Observations,
): Hashes {
  const hashes = { high: new Uint32Array(rows.length), low: new Uint32Array(rows.length) };
  const mixIn = (numberOf: (row: number) => number): void => {
    for (let i = 0; i < rows.length; i++) {
      const number = numberOf(rows[i]!);
      hashes.high[i] = mix(hashes.high[i]! ^ number, 0x85ebca6b);
      hashes.low[i] = mix(hashes.low[i]! ^ number, 0xc2b2ae35);
    }
  };
  mixIn((row) => Math.floor(startMs[row]! / 2 ** 32));
  mixIn((row) => startMs[row]! % 2 ** 32);
  mixIn((row) => sessions[row]!);
  mixIn((row) => bad[row]!);
  for (const { values, codes } of attributes) {
    const ranks = ranksOf(values);
    mixIn((row) => ranks[codes[row]!]!);
  }
  return hashes;
}

/** A step of a hash (after MurmurHash3 by Austin Appleby). */
function mix(bits: number, multiplier: number): number {
  const product = Math.imul(bits ^ (bits >>> 16), multiplier);
  return Math.imul(product ^ (product >>> 13), 0x9e3779b1) + 0x165667b1;
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
