import type { ClusterCounts, ClusterSet } from "../clusters/cluster_set.ts";
import { CURRENT } from "../rows/time_slices.ts";

/** Standard errors by which the spread of rates may be underestimated. */
const CAUTION = 2;

/**
 * How well the rates of values tell that of their combination: like a baseline with so many bad
 * sessions. The rates of combinations per exposure are taken for gamma-distributed about 1, their counts
 * for Poisson; the shape follows from how much more than Poisson counts the baselines of all pairs vary
 * (method of moments: Clayton and Kaldor, Biometrics 43, 1987), and is taken at its cautious end.
 */
export function priorBadOf(
  { clusters, slices }: ClusterSet,
  { exposure, bad }: ClusterCounts,
): number {
  let [beyond, squares, variance] = [0, 0, 0];
  for (const { id, terms } of clusters) {
    if (terms.length !== 2) continue;
    let [expected, seen] = [0, 0];
    for (let slice = 0; slice < slices; slice++) {
      if (slice === CURRENT) continue;
      expected += exposure[id * slices + slice]!;
      seen += bad[id * slices + slice]!;
    }
    beyond += (seen - expected) ** 2 - expected;
    squares += expected ** 2;
    variance += 2 * expected ** 2 + expected;
  }
  if (squares === 0) return 0;
  return squares / (Math.max(0, beyond) + CAUTION * Math.sqrt(variance));
}
