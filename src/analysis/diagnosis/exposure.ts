import type { Observations } from "./observations.ts";
import type { PlacedRows } from "./placed_rows.ts";
import { CURRENT } from "./time_slices.ts";

/** Sweeps over all attributes; a further one changes little. */
const SWEEPS = 3;

/** A value's factor starts from 1, with the weight of as many bad sessions. */
const PRIOR_BAD = 1;

/**
 * The bad sessions that each row is expected to have by the baseline's rates of its values, each
 * attribute having its own effect. Counted instead of sessions, it makes more of a bad group a matter
 * of traffic, not of something that broke (indirect standardization: Breslow and Day, IARC 82, 1987,
 * ch. 2). The factors are fitted by iterative scaling (Deming and Stephan, Ann. Math. Stat. 11, 1940).
 */
export function exposureOf(
  { attributes }: Observations,
  { rows, sliceOf, sessions, bad }: Pick<PlacedRows, "rows" | "sliceOf" | "sessions" | "bad">,
): Float64Array {
  const exposure = sessions.slice();
  const scale = (groups: number, codeOf: (place: number) => number): void => {
    const expected = new Float64Array(groups);
    const seen = new Float64Array(groups);
    for (let place = 0; place < rows.length; place++) {
      if (sliceOf[place] === CURRENT) continue;
      const code = codeOf(place);
      expected[code]! += exposure[place]!;
      seen[code]! += bad[place]!;
    }
    const factors = expected.map((sum, code) => (seen[code]! + PRIOR_BAD) / (sum + PRIOR_BAD));
    for (let place = 0; place < rows.length; place++) exposure[place]! *= factors[codeOf(place)]!;
  };
  // The overall rate first, since the factors of values are relative to it.
  scale(1, () => 0);
  // In an order of its own, as that of a fit matters a little.
  const inOrder = attributes.toSorted((a, b) => a.name < b.name ? -1 : 1);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const { values, codes } of inOrder) {
      scale(values.length, (place) => codes[rows[place]!]!);
    }
  }
  return exposure;
}
