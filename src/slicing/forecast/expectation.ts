/** How many sessions a window is expected to bring, and how sure that is. */
export interface Expectation {
  /** Mean number of sessions. */
  readonly sessions: number;
  /** Variance that chance brings when the rate is known. */
  readonly noiseVariance: number;
  /** Variance that comes from not knowing the rate. */
  readonly modelVariance: number;
  /** Sessions that would enter if there were no burst. */
  readonly usualSessions: number;
}

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
