import { candidatesOf } from "./candidates.ts";
import type { Chance } from "./chance.ts";
import type { Cluster } from "./cluster.ts";
import type { ClusterCounts, ClusterSet } from "./cluster_set.ts";
import { evidenceOf } from "./evidence.ts";
import { inseparableFrom } from "./inseparable.ts";
import type { Alternative } from "./diagnosis.ts";
import type { Observations, Where } from "./observations.ts";
import { overlapsOf } from "./overlap.ts";
import { type Candidate, rankCauses } from "./rank_causes.ts";

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

/** Probability of a false alarm in a window in which nothing is wrong. */
export const FALSE_ALARM = 0.05;

/**
 * Finds the causes one after the other: the best explanation of what is conspicuous, then the best of
 * what is conspicuous without its sessions, until nothing is. One that is not needed beside those found
 * after it is dropped.
 */
export function findCauses(
  observations: Observations,
  set: ClusterSet,
  counts: ClusterCounts,
  chance: Chance,
): FoundCause[] {
  const causes: FoundCause[] = [];
  const taken = new Set<number>();
  let rest = counts;
  const alternativeOf = (cluster: Cluster, where: Where, places: Uint32Array): Alternative => {
    const both = set.currentSessions(set.placesOf(cluster, places));
    const free = set.placesOf(cluster).filter((place) => !taken.has(place));
    return {
      where,
      onlyInCause: set.currentSessions(places) - both,
      onlyInAlternative: set.currentSessions(free) - both,
    };
  };
  while (causes.length < MAX_CAUSES) {
    const candidates = candidatesOf(set, observations, rest);
    const pAdjusted = conspicuous(candidates, chance);
    const [best] = rankCauses([...pAdjusted.keys()], overlapsOf(set, taken));
    if (best === undefined) break;
    const places = set.placesOf(best.cluster).filter((place) => !taken.has(place));
    const shared = set.count(places);
    causes.push({
      candidate: best,
      pAdjusted: pAdjusted.get(best)!,
      places,
      inseparableFrom: inseparableFrom(best, candidates, shared, set.slices).map(
        ({ cluster, where }) => alternativeOf(cluster, where, places),
      ),
    });
    for (const place of places) taken.add(place);
    rest = {
      exposure: difference(rest.exposure, shared.exposure),
      bad: difference(rest.bad, shared.bad),
    };
  }
  return causes.filter((cause) => isNeeded(cause, causes, observations, set, chance));
}

/** Whether a cause is conspicuous without the sessions that later ones would explain as well. */
function isNeeded(
  cause: FoundCause,
  causes: readonly FoundCause[],
  observations: Observations,
  set: ClusterSet,
  chance: Chance,
): boolean {
  const later = causes.slice(causes.indexOf(cause) + 1);
  if (later.length === 0) return true;
  const explained = new Set(later.flatMap(({ candidate }) => [...set.placesOf(candidate.cluster)]));
  const counts = set.count(cause.places.filter((place) => !explained.has(place)));
  const { id } = cause.candidate.cluster;
  const alone = candidatesOf(set, observations, counts).find(({ cluster }) => cluster.id === id);
  return alone !== undefined && pAdjustedOf(alone, chance) <= FALSE_ALARM;
}

/**
 * The candidates that chance does not explain, with how likely it would make any as conspicuous. With a
 * candidate come its parts that are no less conspicuous than itself: that something is wrong in it is
 * settled, and they say where.
 */
function conspicuous(candidates: readonly Candidate[], chance: Chance): Map<Candidate, number> {
  const evidence = new Map(candidates.map((candidate) => [candidate, evidenceOf(candidate)]));
  const pAdjusted = new Map<Candidate, number>();
  const byId = new Map<number, Candidate>();
  // Candidates come in the order of their ids: those that say less before those that say more.
  for (const candidate of candidates) {
    const own = pAdjustedOf(candidate, chance);
    const fromWholes = candidate.cluster.parents.flatMap((id) => {
      const whole = byId.get(id);
      return whole !== undefined && evidence.get(whole)! <= evidence.get(candidate)!
        ? pAdjusted.get(whole)!
        : [];
    });
    const p = Math.min(own, ...fromWholes);
    if (p > FALSE_ALARM) continue;
    pAdjusted.set(candidate, p);
    byId.set(candidate.cluster.id, candidate);
  }
  return pAdjusted;
}

function pAdjustedOf(candidate: Candidate, chance: Chance): number {
  return chance.pAdjusted(evidenceOf(candidate), candidate.cluster.terms.length);
}

function difference(all: Float64Array, some: Float64Array): Float64Array {
  return all.map((count, i) => count - some[i]!);
}
