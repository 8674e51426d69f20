import { type Cluster, isAncestor } from "./cluster.ts";
import type { ClusterCounts } from "./cluster_set.ts";
import type { Alternative } from "./diagnosis.ts";
import { gainOfBeingHit } from "./likelihood.ts";
import type { Candidate } from "./rank_causes.ts";
import { CURRENT } from "./time_slices.ts";

/** Log-likelihood below which data do not tell which of two is the cause. */
const TELLS = 2;

/**
 * Candidates that may be the cause instead: the sessions that are in only one of the two neither could
 * tell them apart, by their expected log-likelihood, nor do. More precise ones than the cause are no
 * alternatives, nor are those that say more than another alternative.
 *
 * @param shared Counts among the sessions of the cause.
 */
export function inseparableFrom(
  cause: Candidate,
  candidates: readonly Candidate[],
  shared: ClusterCounts,
  slices: number,
): Alternative[] {
  const all = candidates.find(({ cluster }) => cluster.terms.length === 0);
  const found: { cluster: Cluster; alternative: Alternative }[] = [];
  // Candidates come in the order of their ids: those that say less before those that say more.
  for (const candidate of candidates) {
    const { cluster } = candidate;
    const isTried = cluster.id !== cause.cluster.id && !isAncestor(cause.cluster, cluster) &&
      candidate.sessions !== all?.sessions &&
      !found.some((other) => isAncestor(other.cluster, cluster));
    if (!isTried) continue;
    const both = {
      sessions: shared.sessions[cluster.id]!,
      bad: shared.bad[cluster.id * slices + CURRENT]!,
    };
    if (!isInseparable(cause, candidate, both)) continue;
    found.push({
      cluster,
      alternative: {
        where: candidate.where,
        onlyInCause: cause.sessions - both.sessions,
        onlyInAlternative: candidate.sessions - both.sessions,
      },
    });
  }
  return found.map(({ alternative }) => alternative);
}

function isInseparable(
  cause: Candidate,
  other: Candidate,
  both: { sessions: number; bad: number },
): boolean {
  const ratio = cause.bad / cause.expectedBad;
  const expectedOnly = ({ sessions, expectedBad }: Candidate): number =>
    expectedBad * (1 - both.sessions / sessions);
  const inCause = expectedOnly(cause);
  const inOther = expectedOnly(other);
  const couldTell = inCause * (ratio * Math.log(ratio) - ratio + 1) +
    inOther * (ratio - 1 - Math.log(ratio));
  const tells = gainOfBeingHit(cause.bad - both.bad, inCause, ratio) -
    gainOfBeingHit(other.bad - both.bad, inOther, ratio);
  return couldTell < TELLS && tells < TELLS;
}
