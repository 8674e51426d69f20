import { codesInOrder } from "./canonical_order.ts";
import type { Counts, Observations } from "../observations.ts";
import { CURRENT } from "./time_slices.ts";

/** Rows with what was counted in them. */
export interface CountedRows {
  /** Position of each in the observations. */
  readonly rows: Uint32Array;
  /** Slice of each. */
  readonly sliceOf: Uint8Array;
  /** Sessions of each. */
  readonly sessions: Float64Array;
  /** Bad sessions of each. */
  readonly bad: Float64Array;
}

/** Sweeps over all attributes; a further one changes little. */
const SWEEPS = 3;

/** A value's factor starts from 1, with the weight of at least as many bad sessions. */
const LEAST_PRIOR_BAD = 1;

/** Where the values of an attribute do not differ by more than chance makes them. */
const MOST_PRIOR_BAD = 1e6;

/**
 * The bad sessions that each row is expected to have by the baseline's rates of its values, each
 * attribute having its own effect. Counted instead of sessions, it makes more of a bad group a matter
 * of traffic, not of something that broke (indirect standardization: Breslow and Day, IARC 82, 1987,
 * ch. 2). The factors are fitted by iterative scaling (Deming and Stephan, Ann. Math. Stat. 11, 1940);
 * the order of the attributes matters a little.
 */
export function exposureOf(
  observations: Observations,
  { rows, sliceOf, sessions, bad }: CountedRows,
): Float64Array {
  const exposure = sessions.slice();
  const isBaseline = (place: number): boolean => sliceOf[place] !== CURRENT;
  // The overall rate first, since the factors of values are relative to it.
  const everything = { values: [null], codes: new Uint8Array(observations.length) };
  const columns = [everything, ...observations.attributes].map(({ values, codes: given }) => {
    const codes = pick(given, rows);
    const seen = new Float64Array(values.length);
    for (let place = 0; place < rows.length; place++) {
      if (isBaseline(place)) seen[codes[place]!]! += bad[place]!;
    }
    return { codes, seen, inOrder: codesInOrder(values.keys(), values) };
  });
  // Each pass over the rows applies the factors of the column before it.
  let before = { codes: columns[0]!.codes, factors: Float64Array.of(1) };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const { codes, seen, inOrder } of columns) {
      const expected = new Float64Array(seen.length);
      for (let place = 0; place < rows.length; place++) {
        const own = exposure[place]! * before.factors[before.codes[place]!]!;
        exposure[place] = own;
        if (isBaseline(place)) expected[codes[place]!]! += own;
      }
      const prior = priorBad(inOrder, seen, expected);
      const factors = expected.map((sum, code) => (seen[code]! + prior) / (sum + prior));
      before = { codes, factors };
    }
  }
  for (let place = 0; place < rows.length; place++) {
    exposure[place]! *= before.factors[before.codes[place]!]!;
  }
  return exposure;
}

/**
 * The weight of 1 among an attribute's factors, in bad sessions: little where its values differ, much
 * where chance explains how they do. Of gamma factors with variance `v` it is `1 / v`, which Poisson
 * counts show beyond their own variance (Clayton and Kaldor, Biometrics 43, 1987). Without it, forty
 * attributes of no effect would multiply what chance made of each.
 *
 * @param inOrder The codes in an order of their own; see `canonical_order.ts`.
 */
function priorBad(
  inOrder: readonly number[],
  seen: Float64Array,
  expected: Float64Array,
): number {
  let [beyond, squares] = [0, 0];
  for (const code of inOrder) {
    beyond += (seen[code]! - expected[code]!) ** 2 - seen[code]!;
    squares += expected[code]! ** 2;
  }
  // A single value is the overall rate.
  if (seen.filter((_, code) => expected[code]! > 0).length < 2) return LEAST_PRIOR_BAD;
  return Math.min(MOST_PRIOR_BAD, Math.max(LEAST_PRIOR_BAD, squares / Math.max(0, beyond)));
}

/** The codes of some rows, in no more memory than they take. */
function pick(codes: Counts, rows: Uint32Array): Counts {
  const picked = codes instanceof Uint8Array
    ? new Uint8Array(rows.length)
    : codes instanceof Uint16Array
    ? new Uint16Array(rows.length)
    : new Uint32Array(rows.length);
  for (let place = 0; place < rows.length; place++) picked[place] = codes[rows[place]!]!;
  return picked;
}
