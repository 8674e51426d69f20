import type { Candidate } from "./candidates.ts";
import { isAncestor } from "../clusters/cluster.ts";
import type { ClusterCounts } from "../clusters/cluster_set.ts";
import { gainOfBeingHit } from "./likelihood.ts";
import { CURRENT } from "../rows/time_slices.ts";

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
): Candidate[] {
  const found: Candidate[] = [];
  // Candidates come in the order of their ids: those that say less before those that say more.
  for (const candidate of candidates) {
    const { cluster } = candidate;
    const isTried = cluster.id !== cause.cluster.id && !isAncestor(cause.cluster, cluster) &&
      !found.some((other) => isAncestor(other.cluster, cluster));
    const at = cluster.id * slices + CURRENT;
    const both = { exposure: shared.exposure[at]!, bad: shared.bad[at]! };
    if (isTried && isInseparable(cause, candidate, both)) found.push(candidate);
  }
  return found;
}

function isInseparable(
  cause: Candidate,
  other: Candidate,
  both: { exposure: number; bad: number },
): boolean {
  const ratio = cause.bad / cause.expectedBad;
  const expectedOnly = ({ exposure, expectedBad }: Candidate): number =>
    expectedBad * Math.max(0, 1 - both.exposure / exposure);
  const inCause = expectedOnly(cause);
  const inOther = expectedOnly(other);
  const couldTell = inCause * (ratio * Math.log(ratio) - ratio + 1) +
    inOther * (ratio - 1 - Math.log(ratio));
  const tells = gainOfBeingHit(cause.bad - both.bad, inCause, ratio) -
    gainOfBeingHit(other.bad - both.bad, inOther, ratio);
  return couldTell < TELLS && tells < TELLS;
}
