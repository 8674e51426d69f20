/** Exposure that was counted of a sample. */
export interface SampledExposure {
  readonly exposure: number;
  readonly variance: number;
}

/**
 * By how much a ratio of bad sessions varies more since its exposure is of a sample: the logarithm of a
 * ratio has the sum of the relative variances of all that it is made of. `Infinity` where the sample has
 * none of either side.
 *
 * @param bad Bad sessions of both sides together, as they would be dealt out if nothing were wrong.
 * @param share The part of all exposure that is in the window: that of a thin group may be far off.
 */
export function dispersionOfSample(
  current: SampledExposure,
  baseline: SampledExposure,
  bad: number,
  share: number,
): number {
  if (current.variance === 0 || baseline.variance === 0) return Infinity;
  const ofSample = current.variance / current.exposure ** 2 +
    baseline.variance / baseline.exposure ** 2;
  const ofBad = 1 / (bad * share) + 1 / (bad * (1 - share));
  return 1 + ofSample / ofBad;
}
