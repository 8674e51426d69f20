/**
 * Log-likelihood ratio of `bad` counts at their own rate over the expected one, of a Poisson count;
 * 0 unless there are more than expected (Kulldorff, Commun. Stat. 26, 1997).
 */
export function poissonGain(bad: number, expected: number): number {
  return bad > expected ? bad * Math.log(bad / expected) - (bad - expected) : 0;
}

/**
 * By how much sessions speak, in log-likelihood, for being hit by a cause of this ratio rather than
 * for being as always.
 */
export function gainOfBeingHit(bad: number, expected: number, ratio: number): number {
  return bad * Math.log(ratio) - expected * (ratio - 1);
}
