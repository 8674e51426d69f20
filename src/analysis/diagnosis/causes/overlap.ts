import type { Candidate } from "./candidates.ts";
import type { ClusterSet } from "../clusters/cluster_set.ts";
import { CURRENT } from "../rows/time_slices.ts";

/** What a candidate shares with another one in the window. */
export type OverlapWith = (other: Candidate) => { bad: number; expectedBad: number };

/** Exposure is taken from about this many rows. */
const SAMPLED = 10_000;

/** Tells what candidates share in the window; of exposure, a sample of the rows is enough. */
export function overlapsOf(
  set: ClusterSet,
  taken: ReadonlySet<number>,
): (candidate: Candidate) => OverlapWith {
  const { placed } = set;
  const places = placed.rows.map((_, place) => place)
    .filter((place) => placed.sliceOf[place] === CURRENT && !taken.has(place));
  const bad = places.filter((place) => placed.bad[place]! > 0);
  const step = Math.max(1, Math.floor(places.length / SAMPLED));
  const sampled = places.filter((_, i) => i % step === 0);
  return ({ cluster }) => {
    const badBoth = set.sum(set.placesOf(cluster, bad), placed.bad);
    const exposureBoth = set.sum(set.placesOf(cluster, sampled), placed.exposure);
    return (other) => ({
      bad: badBoth[other.cluster.id]!,
      expectedBad: exposureBoth[other.cluster.id]! * step * other.expectedBad / other.exposure,
    });
  };
}
