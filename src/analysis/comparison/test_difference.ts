import type { Sample } from "../metrics/sample.ts";
import { normalTail, studentTail } from "../statistics/distributions.ts";
import { type Moments, residualsOf } from "../statistics/moments.ts";

/** How likely two samples would differ as much by chance. */
export interface Difference {
  /** The difference in units of its standard error; below 0 where the current value is lower. */
  readonly score: number;
  /** Probability of one at least as far from 0, on either side, if there were no difference. */
  readonly p: number;
}

const NONE: Difference = { score: 0, p: 1 };

/** Tests whether a metric differs between two independent samples of sessions. */
export function testDifference(current: Sample, baseline: Sample): Difference {
  if (current.n === 0 || baseline.n === 0) return NONE;
  if (current.kind === "share" && baseline.kind === "share") {
    return testShares(current.hits, current.n, baseline.hits, baseline.n);
  }
  if (current.kind === "percentile" && baseline.kind === "percentile") {
    return testPercentiles(current.sorted, baseline.sorted, current.probability);
  }
  if ("moments" in current && "moments" in baseline) {
    return testRatios(current.moments, baseline.moments);
  }
  throw new RangeError(`Cannot test a ${current.kind} against a ${baseline.kind}`);
}

/**
 * The score test of two shares, with n - 1: Campbell, "Chi-squared and Fisher-Irwin tests of
 * two-by-two tables with small sample recommendations", Statistics in Medicine 26 (2007).
 */
function testShares(hits: number, n: number, hitsThen: number, nThen: number): Difference {
  const all = n + nThen;
  const pooled = (hits + hitsThen) / all;
  const variance = pooled * (1 - pooled) * (1 / n + 1 / nThen) * all / (all - 1);
  if (!(variance > 0)) return NONE;
  const score = (hits / n - hitsThen / nThen) / Math.sqrt(variance);
  return { score, p: 2 * normalTail(Math.abs(score)) };
}

/**
 * The quantile test: whether as many of both samples lie above the percentile of both together.
 * Conover, "Practical nonparametric statistics", 3rd edition, section 3.2 and 4.3.
 */
function testPercentiles(
  current: Float64Array,
  baseline: Float64Array,
  probability: number,
): Difference {
  const rank = Math.ceil((current.length + baseline.length) * probability);
  const bound = rankedOfBoth(current, baseline, rank);
  return testShares(
    countAbove(current, bound),
    current.length,
    countAbove(baseline, bound),
    baseline.length,
  );
}

/** The number of a rank, from 1, among those of two sorted lists. */
function rankedOfBoth(one: Float64Array, other: Float64Array, rank: number): number {
  let [at, atOther] = [0, 0];
  let value = NaN;
  while (at + atOther < rank) {
    value = at < one.length && !(one[at]! > other[atOther]!) ? one[at++]! : other[atOther++]!;
  }
  return value;
}

/** How many of sorted numbers are above a bound. */
function countAbove(sorted: Float64Array, bound: number): number {
  let below = 0;
  let above = sorted.length;
  while (below < above) {
    const middle = (below + above) >> 1;
    if (sorted[middle]! > bound) above = middle;
    else below = middle + 1;
  }
  return sorted.length - below;
}

/**
 * Welch's test of two ratios of sums, or of two means, sessions being the unit: of their logarithms,
 * which are less skewed, unless one of them is 0. Welch, "The generalization of Student's problem when
 * several different population variances are involved", Biometrika 34 (1947).
 */
function testRatios(current: Moments, baseline: Moments): Difference {
  const [now, then] = [current, baseline].map((moments) => {
    const ratio = moments.sumX / moments.sumY;
    const { variance, degrees } = residualsOf(moments, ratio);
    return { ratio, variance: variance * moments.n / moments.sumY ** 2, degrees };
  }) as [RatioEstimate, RatioEstimate];
  const isPositive = now.ratio > 0 && then.ratio > 0;
  const [errorNow, errorThen] = [now, then].map(({ ratio, variance }) =>
    isPositive ? variance / ratio ** 2 : variance
  ) as [number, number];
  const variance = errorNow + errorThen;
  if (!(variance > 0)) return NONE;
  const distance = isPositive ? Math.log(now.ratio / then.ratio) : now.ratio - then.ratio;
  const score = distance / Math.sqrt(variance);
  const degrees = variance ** 2 / (errorNow ** 2 / now.degrees + errorThen ** 2 / then.degrees);
  return { score, p: 2 * studentTail(Math.abs(score), degrees) };
}

interface RatioEstimate {
  readonly ratio: number;
  readonly variance: number;
  readonly degrees: number;
}
