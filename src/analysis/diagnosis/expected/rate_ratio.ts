import type { Expectation } from "./expectation.ts";

/** A ratio of two rates with its 95 % interval. */
export interface RateRatio {
  readonly ratio: number;
  readonly low: number;
  /** `Infinity` where the baseline has too few bad sessions to say. */
  readonly high: number;
}

const NORMAL_975 = 1.959964;

/**
 * The rate in the window over the expected one. Given the sum of two Poisson counts, the first is
 * binomial, so that Wilson's interval of its share gives that of the ratio (Wilson, JASA 22, 1927;
 * Graham, Mengersen and Morton, Statist. Med. 22, 2003). Where the baseline varies more than by
 * chance, the counts weigh that much less.
 */
export function rateRatioOf(expectation: Expectation): RateRatio {
  const { exposure, bad, expectedBad, quietExposure, dispersion } = expectation;
  const weight = 1 / dispersion;
  const baselineBad = expectedBad / exposure * quietExposure;
  const total = (bad + baselineBad) * weight;
  const share = bad / (bad + baselineBad);
  const square = NORMAL_975 ** 2;
  const centre = (share + square / (2 * total)) / (1 + square / total);
  const half = NORMAL_975 * Math.sqrt(share * (1 - share) / total + square / (4 * total ** 2)) /
    (1 + square / total);
  const ratioAt = (share: number): number =>
    share >= 1 ? Infinity : share / (1 - share) * quietExposure / exposure;
  return {
    ratio: bad / expectedBad,
    low: ratioAt(Math.max(0, centre - half)),
    high: ratioAt(centre + half),
  };
}
