/** How much of the rate limit is used right now. */
export interface RateBudget {
  /** Cost spent in the current period. */
  readonly usedCost: number;
  /** Cost that may be spent in a period, the share applied. */
  readonly maxCost: number;
  /** The period. */
  readonly perMs: number;
  /** Until when everybody is held back, Unix milliseconds; 0 if nobody is. */
  readonly pausedUntilMs: number;
}

/** Keeps the account's books, since the API sends no rate headers. */
export interface Throttle {
  /**
   * Resolves when a request of this cost may leave, and books it. First come, first served.
   *
   * @throws The signal's reason as soon as it aborts; nothing is booked then.
   */
  acquire(cost: number, signal?: AbortSignal): Promise<void>;
  /** Holds everybody back for a time, after a 429. */
  pause(ms: number): void;
  /** What is used right now. */
  budget(): RateBudget;
}
