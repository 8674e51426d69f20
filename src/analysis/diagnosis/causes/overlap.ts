import type { Candidate } from "./candidates.ts";
import type { ClusterSet } from "../clusters/cluster_set.ts";
import { CURRENT } from "../rows/time_slices.ts";

/** What a candidate shares with another one in the window. */
export type OverlapWith = (other: Candidate) => { bad: number; expectedBad: number };

/** Exposure is taken from so many rows. */
const SAMPLED = 10_000;

/**
 * Tells what candidates share in the window; of exposure, a sample of the rows is enough.
 *
 * @param isFree Whether the row at a place is in no cause yet.
 */
export function overlapsOf(
  set: ClusterSet,
  isFree: (place: number) => boolean,
): (candidate: Candidate) => OverlapWith {
  const { placed } = set;
  const isCounted = (place: number): boolean => placed.sliceOf[place] === CURRENT && isFree(place);
  const bad = placed.badPlaces.filter(isCounted);
  const sampled: number[] = [];
  for (let place = 0; place < placed.rows.length && sampled.length < SAMPLED; place++) {
    if (isCounted(place)) sampled.push(place);
  }
  const sample = Uint32Array.from(sampled);
  const exposureOfSample = set.sum(sample, placed.exposure);
  return ({ cluster, expectedBad, exposure }) => {
    const badBoth = set.sum(set.placesOf(cluster, bad), placed.bad);
    const exposureBoth = set.sum(set.placesOf(cluster, sample), placed.exposure);
    return (other) => {
      const { id } = other.cluster;
      const ofOther = exposureOfSample[id] === 0 ? 0 : exposureBoth[id]! / exposureOfSample[id]!;
      // At the lower of both rates, so that two explain no more for being told of twice.
      const rate = Math.min(expectedBad / exposure, other.expectedBad / other.exposure);
      return { bad: badBoth[id]!, expectedBad: rate * ofOther * other.exposure };
    };
  };
}
