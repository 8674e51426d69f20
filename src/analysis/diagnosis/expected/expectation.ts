import type { ClusterCounts } from "../clusters/cluster_set.ts";
import type { ClusterSearch } from "../clusters/cluster_search.ts";
import { dispersionOfSample } from "./sample_dispersion.ts";
import { dispersionOf, type History, historyOf, quieterHalf } from "./history.ts";
import { CURRENT } from "../rows/time_slices.ts";

/** What a cluster has in the window, and what was to be expected. */
export interface Expectation {
  /** Bad sessions in the window. */
  readonly bad: number;
  /** Bad ones that there would be at the rate of the quiet baseline. */
  readonly expectedBad: number;
  /** Its exposure in the window. */
  readonly exposure: number;
  /** The part of the baseline's exposure that `expectedBad` follows from. */
  readonly quietExposure: number;
  /** The whole baseline. */
  readonly history: History;
  /** What its exposure tells by itself, as if as many bad sessions more were in the baseline. */
  readonly priorBad: number;
  /** By how much its bad sessions vary more than by chance, 1 or more. */
  readonly dispersion: number;
}

/** The mean of the lower half of normal numbers is this many standard deviations below their mean. */
const LOWER_HALF_SHORTFALL = Math.sqrt(2 / Math.PI);

/** A rate starts from that of the parents, with the weight of so many bad sessions. */
const PRIOR_BAD = 4;

/** What is known of a cluster while its children are asked for. */
interface Known extends Expectation {
  readonly rate: number;
  /** Relative variance of its exposure, by the baselines that the factors of its values were fitted to. */
  readonly exposureVariance: number;
}

/** Tells what clusters have and what was to be expected; clusters are asked for as needed. */
export function expectations(
  { set: { clusters, slices, placed }, priorBad }: ClusterSearch,
  counts: ClusterCounts,
): (id: number) => Expectation {
  const known = new Map<number, Known>();
  const expectationOf = (id: number): Known => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const { parents, terms } = clusters[id]!;
    const exposure = counts.exposure.subarray(id * slices, (id + 1) * slices);
    const bad = counts.bad.subarray(id * slices, (id + 1) * slices);
    const variance = counts.variance?.subarray(id * slices, (id + 1) * slices);
    const history = historyOf(exposure, bad);
    const priorRate = parents.length === 0
      ? Math.max(history.bad, PRIOR_BAD) / Math.max(history.exposure, PRIOR_BAD)
      : parents.reduce((sum, parent) => sum + expectationOf(parent).rate, 0) / parents.length;
    // Each value is in all parents but one, and its factor is as uncertain as its baseline is thin.
    const exposureVariance = terms.length > 1
      ? parents.reduce((sum, parent) => sum + expectationOf(parent).exposureVariance, 0) /
        (terms.length - 1)
      : 1 / history.bad;
    const { rate, exposure: quietExposure } = quietRate(history, priorRate);
    const ofSample = variance === undefined ? 1 : dispersionOfSample(
      { exposure: exposure[CURRENT]!, variance: variance[CURRENT]! },
      { exposure: history.exposure, variance: sumOf(variance.subarray(CURRENT + 1)) },
      bad[CURRENT]! + history.bad,
      placed.currentShare,
    );
    const expectation = {
      bad: bad[CURRENT]!,
      exposure: exposure[CURRENT]!,
      expectedBad: exposure[CURRENT]! * rate,
      quietExposure,
      history,
      // The exposure of a single value was fitted to its own baseline, which must not count twice, and
      // that of a sample is no better than the baseline.
      priorBad: terms.length > 1 && variance === undefined
        ? 1 / (1 / priorBad + exposureVariance)
        : 0,
      dispersion: dispersionOf(history, rate) * ofSample,
      rate,
      exposureVariance,
    };
    known.set(id, expectation);
    return expectation;
  };
  return expectationOf;
}

/**
 * Bad sessions per exposure when nothing is wrong: that of the quieter half of the slices, as earlier
 * incidents are in the baseline too, raised by what the choice of the lower half takes from a Poisson
 * count, and at most that of all slices.
 */
function quietRate(
  history: History,
  priorRate: number,
): { rate: number; exposure: number } {
  const { slices, exposure, bad } = history;
  const shrunk = (bad: number, exposure: number): number =>
    (bad + PRIOR_BAD) / (exposure + PRIOR_BAD / priorRate);
  const plain = shrunk(bad, exposure);
  const quiet = quieterHalf(history);
  const quietExposure = quiet.reduce((sum, slice) => sum + slice.exposure, 0);
  const lower = shrunk(quiet.reduce((sum, slice) => sum + slice.bad, 0), quietExposure);
  const deviation = Math.sqrt(lower * slices.length / exposure);
  const raised = lower + LOWER_HALF_SHORTFALL * deviation;
  return raised < plain ? { rate: raised, exposure: quietExposure } : { rate: plain, exposure };
}

function sumOf(numbers: Float64Array): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
