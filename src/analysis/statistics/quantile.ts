import { binomialCdf, CONFIDENCE } from "./distributions.ts";
import type { Interval } from "./interval.ts";

const TAIL = (1 - CONFIDENCE) / 2;

/**
 * A quantile of sorted numbers, interpolated: definition 7 of Hyndman and Fan, "Sample quantiles in
 * statistical packages", The American Statistician 50 (1996), which is also DuckDB's `quantile_cont`.
 */
export function quantileOf(sorted: Float64Array, probability: number): number {
  const place = (sorted.length - 1) * probability;
  const below = Math.floor(place);
  const value = sorted[below]!;
  return below + 1 < sorted.length ? value + (sorted[below + 1]! - value) * (place - below) : value;
}

/**
 * The interval of a quantile by the ranks of the numbers, whatever their distribution: how many lie
 * below the true quantile is binomial. Between two ranks it is interpolated, since their steps are
 * wide where numbers are few: after Nyblom, "Note on interpolated order statistics", Statistics and
 * Probability Letters 14 (1992).
 */
export function quantileInterval(sorted: Float64Array, probability: number): Interval {
  const n = sorted.length;
  return {
    low: orderStatistic((rank) => sorted[rank - 1]!, n, probability),
    // The upper bound is the lower one of the numbers in reverse.
    high: orderStatistic((rank) => sorted[n - rank]!, n, 1 - probability),
  };
}

/** What the quantile lies beyond but for the tail's probability; `null` if too few numbers tell. */
function orderStatistic(
  ranked: (rank: number) => number,
  n: number,
  probability: number,
): number | null {
  // The highest rank that is safe.
  let rank = 0;
  let above = n;
  while (rank + 1 < above) {
    const middle = Math.floor((rank + above) / 2);
    if (binomialCdf(middle - 1, n, probability) <= TAIL) rank = middle;
    else above = middle;
  }
  if (rank === 0) return null;
  const safe = binomialCdf(rank - 1, n, probability);
  const part = (TAIL - safe) / (binomialCdf(rank, n, probability) - safe);
  // The gaps to the numbers on both sides of the quantile are nearly exponential, of these rates.
  const before = rank / probability;
  const behind = (n - rank) / (1 - probability);
  const weight = part * behind / (before * (1 - part) + part * behind);
  return ranked(rank) + weight * (ranked(rank + 1) - ranked(rank));
}
