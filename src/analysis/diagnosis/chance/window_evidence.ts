/** Below this deviate the approximation of the tail is not worth its name, nor is the evidence. */
const LEAST_DEVIATE = 1;

/**
 * How much `bad` of `pooled` bad sessions in the window speak against the share of the exposure that it
 * holds: minus the logarithm of the probability of as many or more, given their sum, by which two
 * Poisson rates are compared (Przyborowski and Wilenski, Biometrika 31, 1940). Of large and of small
 * counts it means the same, unlike a likelihood ratio. 0 unless there clearly are more.
 *
 * The binomial tail is taken by the saddlepoint approximation for lattices (Lugannani and Rice, Adv.
 * Appl. Prob. 12, 1980; Daniels, Int. Stat. Rev. 55, 1987).
 */
export function windowEvidence(bad: number, pooled: number, share: number): number {
  const rest = pooled - bad;
  if (bad <= pooled * share) return 0;
  if (rest <= 0) return -bad * Math.log(share);
  // Of nearly equal numbers, rounding may leave less than nothing.
  const gain = Math.max(
    0,
    bad * Math.log(bad / (pooled * share)) +
      rest * Math.log(rest / (pooled * (1 - share))),
  );
  const deviate = Math.sqrt(2 * gain);
  if (deviate < LEAST_DEVIATE) return 0;
  const tilt = Math.log(bad * (1 - share) / (rest * share));
  const lattice = -Math.expm1(-tilt) * Math.sqrt(bad * rest / pooled);
  const tailOverDensity = millsRatio(deviate) + 1 / lattice - 1 / deviate;
  return gain + Math.log(2 * Math.PI) / 2 - Math.log(tailOverDensity);
}

/** Terms of the continued fraction; from the least deviate on they give four digits. */
const TERMS = 16;

/** The upper tail of the standard normal distribution over its density (Laplace's fraction). */
function millsRatio(deviate: number): number {
  let denominator = deviate;
  for (let term = TERMS; term > 0; term--) denominator = deviate + term / denominator;
  return 1 / denominator;
}
