/** Stirling's series of ln Γ, from DLMF 5.11.1: exact to 1e-14 from 10 on. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188];

/** The natural logarithm of Γ(x), for x above 0. */
export function logGamma(x: number): number {
  let shift = 0;
  let large = x;
  while (large < 10) shift += Math.log(large++);
  let series = 0;
  let power = 1 / large;
  for (const coefficient of STIRLING) {
    series += coefficient * power;
    power /= large * large;
  }
  return (large - 0.5) * Math.log(large) - large + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

const TINY = 1e-300;
/** It takes some √max(a, b) steps. */
const MAX_STEPS = 100_000;

/**
 * The regularized incomplete beta function, of which the distributions of Student and the binomial are
 * cases: DLMF 8.17.22, a continued fraction, by Lentz's method.
 */
export function regularizedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast on this side of the mean only.
  if (x > (a + 1) / (a + b + 2)) return 1 - regularizedBeta(1 - x, b, a);
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) +
    b * Math.log1p(-x);
  let c = 1;
  let d = 1 / notZero(1 - (a + b) * x / (a + 1));
  let fraction = d;
  for (let step = 1; step < MAX_STEPS; step++) {
    const even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    fraction *= d * c;
    const odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return Math.exp(logFront) * fraction / a;
}

function notZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}
