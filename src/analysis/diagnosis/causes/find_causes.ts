import { type Candidate, candidatesOf } from "./candidates.ts";
import type { Chance } from "../chance/chance.ts";
import { evidenceOf } from "../chance/evidence.ts";
import { inseparableFrom } from "./inseparable.ts";
import type { ClusterCounts } from "../clusters/cluster_set.ts";
import type { ClusterSearch } from "../clusters/cluster_search.ts";
import { sameAsParent } from "../clusters/search_clusters.ts";
import type { Alternative } from "../diagnosis.ts";
import { overlapsOf } from "./overlap.ts";
import { rankCauses } from "./rank_causes.ts";

/** A cause, with the sessions that speak for it. */
export interface FoundCause {
  /** What it has, without the sessions of the causes before it. */
  readonly candidate: Candidate;
  /** Probability that chance makes any cluster of the search as conspicuous. */
  readonly pAdjusted: number;
  /** Places of its sessions that are in no cause before it. */
  readonly places: Uint32Array;
  /** Groups that may be the cause instead. */
  readonly inseparableFrom: readonly Alternative[];
}

/** What is broken more often than this at a time is broken altogether. */
const MAX_CAUSES = 5;

/**
 * Finds the causes one after the other: the best explanation of what is conspicuous, then the best of
 * what is conspicuous without its sessions, until nothing is. Of groups that hold the same sessions it is
 * the one that says least.
 */
export function findCauses(search: ClusterSearch, chance: Chance): FoundCause[] {
  const { set } = search;
  const causes: FoundCause[] = [];
  const isTaken = new Uint8Array(set.placed.rows.length);
  const isFree = (place: number): boolean => isTaken[place] === 0;
  let rest = search.counts;
  while (causes.length < MAX_CAUSES) {
    const isSame = sameAsParent(set, rest);
    const candidates = candidatesOf(search, rest).filter(({ cluster }) => !isSame(cluster.id));
    const pAdjusted = conspicuous(candidates, chance);
    const [best] = rankCauses([...pAdjusted.keys()], overlapsOf(set, isFree));
    if (best === undefined) break;
    const places = set.placesOf(best.cluster).filter(isFree);
    const shared = set.count(places);
    const alternatives = inseparableFrom(best, candidates, shared, set.slices);
    causes.push({
      candidate: best,
      pAdjusted: pAdjusted.get(best)!,
      places,
      inseparableFrom: alternatives.map(({ cluster, where }) => {
        const both = set.currentSessions(set.placesOf(cluster, places));
        return {
          where,
          onlyInCause: set.currentSessions(places) - both,
          onlyInAlternative: set.currentSessions(set.placesOf(cluster).filter(isFree)) - both,
        };
      }),
    });
    for (const place of places) isTaken[place] = 1;
    rest = difference(rest, shared);
  }
  return causes;
}

/** The candidates that chance does not explain, with how likely it would make any as conspicuous. */
function conspicuous(candidates: readonly Candidate[], chance: Chance): Map<Candidate, number> {
  return new Map(
    candidates
      .map((candidate) => [candidate, pAdjustedOf(candidate, chance)] as const)
      .filter(([, pAdjusted]) => pAdjusted <= chance.falseAlarm),
  );
}

function pAdjustedOf(candidate: Candidate, chance: Chance): number {
  return chance.pAdjusted(evidenceOf(candidate), candidate.cluster.terms.length);
}

function difference(all: ClusterCounts, some: ClusterCounts): ClusterCounts {
  const less = (counts: Float64Array, others: Float64Array): Float64Array =>
    counts.map((count, i) => count - others[i]!);
  return {
    exposure: less(all.exposure, some.exposure),
    ...all.variance && some.variance && { variance: less(all.variance, some.variance) },
    bad: less(all.bad, some.bad),
  };
}
