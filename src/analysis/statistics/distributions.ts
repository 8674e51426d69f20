import { regularizedBeta } from "./special_functions.ts";

/** The confidence of all intervals. */
export const CONFIDENCE = 0.95;

/** The probability that a standard normal value lies above x. */
export function normalTail(x: number): number {
  if (x < 0) return 1 - normalTail(-x);
  const density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  if (x > 4) {
    // Laplace's continued fraction, DLMF 7.9.2, from its far end.
    let fraction = x;
    for (let term = 60; term > 0; term--) fraction = x + term / fraction;
    return density / fraction;
  }
  // Marsaglia, "Evaluating the normal distribution", Journal of Statistical Software 11 (2004).
  let sum = x;
  let term = x;
  for (let power = 3; term > 1e-17 * sum; power += 2) sum += term *= x * x / power;
  return 0.5 - density * sum;
}

/** The value that a standard normal one stays below with a probability between 0 and 1. */
export function normalQuantile(probability: number): number {
  return invert((x) => 1 - normalTail(x), probability, -40, 40);
}

/** The normal quantile of both ends of an interval. */
export const NORMAL_95: number = normalQuantile((1 + CONFIDENCE) / 2);

/** The probability that Student's t lies above a value of 0 or more. */
export function studentTail(t: number, degrees: number): number {
  if (!Number.isFinite(degrees)) return normalTail(t);
  return 0.5 * regularizedBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}

/** The value that Student's t stays below with a probability of at least one half. */
export function studentQuantile(probability: number, degrees: number): number {
  // Enough for one degree of freedom at the confidence that is used.
  return invert((t) => 1 - studentTail(t, degrees), probability, 0, 1000);
}

/** The probability of at most `count` hits in `trials`. */
export function binomialCdf(count: number, trials: number, probability: number): number {
  if (count < 0) return 0;
  if (count >= trials) return 1;
  return regularizedBeta(1 - probability, trials - count, count + 1);
}

/** Where a function that rises reaches a value, by bisection. */
function invert(rising: (x: number) => number, value: number, low: number, high: number): number {
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (rising(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
