import type { Interval } from "./interval.ts";

/** A value and what it may be. */
interface Bounded extends Interval {
  readonly value: number;
}

/**
 * The interval of the difference of two independent values, of their own intervals: for shares,
 * method 10 of Newcombe, "Interval estimation for the difference between independent proportions",
 * Statistics in Medicine 17 (1998); for all others the same, after Zou and Donner, "Construction of
 * confidence limits about effect measures", Statistics in Medicine 27 (2008).
 */
export function differenceInterval(current: Bounded, baseline: Bounded): Interval {
  const difference = current.value - baseline.value;
  return {
    low: current.low === null || baseline.high === null
      ? null
      : difference - Math.hypot(current.value - current.low, baseline.high - baseline.value),
    high: current.high === null || baseline.low === null
      ? null
      : difference + Math.hypot(current.high - current.value, baseline.value - baseline.low),
  };
}

/**
 * The interval of the ratio of two independent values of 0 or more, of their own intervals: Donner and
 * Zou, "Closed-form confidence intervals for functions of the normal mean and standard deviation",
 * Statistical Methods in Medical Research 21 (2012). No upper bound where the baseline may be 0.
 */
export function ratioOfValuesInterval(current: Bounded, baseline: Bounded): Interval {
  const product = current.value * baseline.value;
  const bent = ({ value }: Bounded, bound: number) => bound * (2 * value - bound);
  const rootOf = (above: number, below: number) =>
    Math.sqrt(Math.max(0, product ** 2 - above * below));
  let low: number | null = null;
  if (current.low !== null && baseline.high !== null) {
    const above = bent(current, current.low);
    const root = rootOf(above, bent(baseline, baseline.high));
    low = above <= 0 ? 0 : above / (product + root);
  }
  let high: number | null = null;
  if (current.high !== null && baseline.low !== null && baseline.low > 0) {
    const below = bent(baseline, baseline.low);
    high = (product + rootOf(bent(current, current.high), below)) / below;
  }
  return { low, high };
}
