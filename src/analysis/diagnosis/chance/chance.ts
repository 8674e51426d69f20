import { ALL, type ClusterSet, NONE } from "../clusters/cluster_set.ts";
import type { ClusterSearch } from "../clusters/cluster_search.ts";
import { MIN_BAD } from "../clusters/support.ts";
import { windowEvidence } from "./window_evidence.ts";

/** What chance alone makes of the most conspicuous clusters. */
export interface Chance {
  /** Probability of a false alarm where nothing is wrong. */
  readonly falseAlarm: number;
  /** Probability that chance alone makes some cluster at least as conspicuous, given its terms. */
  pAdjusted(evidence: number, terms: number): number;
  /** The evidence that a cluster of so many terms needs for a probability. */
  evidenceAt(p: number, terms: number): number;
}

/** Clusters have 0 to 3 terms. */
const LEVELS = 4;

/** Enough for a fit of two numbers. */
const SHUFFLES = 99;

/** More bad sessions than these would only make the same fit slower. */
const MOST_SHUFFLED = 4000;

/** Fewer of them would be too coarse for it. */
const LEAST_SHUFFLED = 1000;

/** Clusters of all shuffled sessions together that take about a tenth of a second to count. */
const MOST_MEMBERSHIPS = 1e6;

/** No evidence is larger than the square of its deviate by more than this. */
const EVIDENCE_BEYOND_SQUARE = 2;

/** Euler's constant. */
const EULER = 0.5772156649015329;

/**
 * Finds out by shuffling when the bad sessions happened, with the whole search inside, so that the
 * many comparisons are paid for (minP: Westfall and Young, Resampling-Based Multiple Testing, 1993).
 * Their attributes stay as they are; evidence is compared, not counts, so that a mix of traffic that
 * changed is no evidence. Clusters of each number of terms are judged among themselves, and these
 * judgements by Bonferroni: the few simple clusters do not pay for the many intricate ones. Those that
 * were left out of the search for what the others show are paid for likewise.
 *
 * The maxima are extreme values, whose tail a Gumbel distribution gives beyond the number of shuffles
 * (Abrams, Kulldorff and Kleinman, Int. J. Health Geogr. 9:61, 2010).
 *
 * @param random Numbers in [0, 1).
 */
export function chanceOf(
  { set, searchedTriples }: ClusterSearch,
  falseAlarm: number,
  random: () => number,
): Chance {
  const { placed, clusters } = set;
  const shuffled = Math.max(LEAST_SHUFFLED, Math.floor(MOST_MEMBERSHIPS / set.cuboids));
  const chosen = sampleOf(placed.badPlaces, Math.min(MOST_SHUFFLED, shuffled), random);
  const bad = Float64Array.from(chosen, (place) => placed.bad[place]!);
  const share = placed.currentShare;
  const clustersOfEach = membershipsOf(set, chosen);
  const pooled = set.sum(chosen, placed.bad);
  // A sample of the bad sessions needs as large a part of them for a cluster to count.
  const minBad = Math.max(
    MIN_BAD,
    set.minBad * chosen.length / Math.max(1, placed.badPlaces.length),
  );
  const levels = Uint8Array.from(clusters, ({ terms }) => terms.length);
  const enough = Uint32Array.from(clusters.keys()).filter((id) => pooled[id]! >= minBad);
  const maxima = Array.from({ length: LEVELS }, () => new Float64Array(SHUFFLES));
  for (let shuffle = 0; shuffle < SHUFFLES; shuffle++) {
    const current = new Float64Array(clusters.length);
    for (let i = 0; i < chosen.length; i++) {
      const drawn = drawBinomial(bad[i]!, share, random);
      if (drawn > 0) { for (const id of clustersOfEach[i]!) current[id]! += drawn; }
    }
    for (const id of enough) {
      if (current[id]! < minBad) continue;
      const most = maxima[levels[id]!]!;
      const expected = pooled[id]! * share;
      const square = (current[id]! - expected) ** 2 / (expected * (1 - share));
      if (square + EVIDENCE_BEYOND_SQUARE < most[shuffle]!) continue;
      const evidence = windowEvidence(current[id]!, pooled[id]!, share);
      if (evidence > most[shuffle]!) most[shuffle] = evidence;
    }
  }
  const tails = maxima.map(gumbelOf);
  const tries = (terms: number): number => LEVELS / (terms === LEVELS - 1 ? searchedTriples : 1);
  return {
    falseAlarm,
    pAdjusted: (evidence, terms) => Math.min(1, tries(terms) * tails[terms]!.exceed(evidence)),
    evidenceAt: (p, terms) => tails[terms]!.exceededWith(p / tries(terms)),
  };
}

/** The clusters that each of some places is in. */
function membershipsOf(set: ClusterSet, places: Uint32Array): Uint32Array[] {
  const found = Array.from(places, () => new Uint32Array(1 + set.cuboids).fill(ALL));
  const lengths = new Uint32Array(places.length).fill(1);
  for (const ids of set.clustersOf(places)) {
    for (let i = 0; i < ids.length; i++) {
      if (ids[i] !== NONE) found[i]![lengths[i]!++] = ids[i]!;
    }
  }
  return found.map((ids, i) => ids.subarray(0, lengths[i]));
}

/** The tail of a distribution. */
interface Tail {
  /** Probability of a number or more. */
  exceed(number: number): number;
  /** The number that is exceeded with a probability. */
  exceededWith(p: number): number;
}

/**
 * The fitted distribution, but no less than a single comparison takes: its evidence exceeds `x` with a
 * probability of `e^-x`, and few bad sessions leave nothing to fit.
 */
function gumbelOf(maxima: Float64Array): Tail {
  const mean = maxima.reduce((sum, one) => sum + one, 0) / maxima.length;
  const variance = maxima.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (maxima.length - 1);
  const scale = Math.max(Math.sqrt(6 * variance) / Math.PI, Number.EPSILON);
  const location = mean - EULER * scale;
  return {
    exceed: (evidence) =>
      Math.max(-Math.expm1(-Math.exp(-(evidence - location) / scale)), Math.exp(-evidence)),
    exceededWith: (p) => Math.max(location - scale * Math.log(-Math.log1p(-p)), -Math.log(p)),
  };
}

function sampleOf(places: Uint32Array, size: number, random: () => number): Uint32Array {
  if (places.length <= size) return places;
  const shuffled = places.slice();
  for (let i = 0; i < size; i++) {
    const other = i + Math.floor(random() * (shuffled.length - i));
    [shuffled[i], shuffled[other]] = [shuffled[other]!, shuffled[i]!];
  }
  return shuffled.slice(0, size).sort();
}

/** Counts up to this one are drawn one by one. */
const DRAWN_SINGLY = 30;

function drawBinomial(count: number, share: number, random: () => number): number {
  if (count > DRAWN_SINGLY) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const drawn = Math.round(count * share + normal * Math.sqrt(count * share * (1 - share)));
    return Math.min(count, Math.max(0, drawn));
  }
  let drawn = 0;
  for (let i = 0; i < count; i++) if (random() < share) drawn++;
  return drawn;
}
