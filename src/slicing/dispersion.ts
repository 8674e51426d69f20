import type { Expectation } from "./expectation.ts";

/** About the last twenty windows count. */
const LATEST_WEIGHT = 0.05;
const MIN_SESSIONS = 10;
/** One surprise must not outweigh all else: squared standard deviations. */
const MAX_SQUARED_DEVIATION = 9;

/**
 * Learns how much more than a Poisson process the number of sessions varies around what was
 * expected: the ratio of the variances, at least 1.
 */
export class Dispersion {
  #ratio = 1;

  /** The ratio of the variances. */
  get ratio(): number {
    return Math.max(1, this.#ratio);
  }

  /** Learns from a window that brought so many sessions. */
  learn(sessions: number, expected: Expectation): void {
    // While the rate is hardly known, or hardly any session expected, deviations tell nothing.
    if (expected.sessions < Math.max(MIN_SESSIONS, expected.modelVariance)) return;
    const squaredDeviation = (sessions - expected.sessions) ** 2 /
      (expected.sessions + expected.modelVariance);
    this.#ratio += LATEST_WEIGHT *
      (Math.min(MAX_SQUARED_DEVIATION, squaredDeviation) - this.#ratio);
  }
}
