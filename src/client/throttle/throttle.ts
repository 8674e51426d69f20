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

/** A cost in the books. */
export interface Booking {
  /** Takes the cost off the books again, since the request that it was for never left. */
  release(): Promise<void>;
}

/** Keeps the account's books, since the API sends no rate headers. */
export interface Throttle {
  /**
   * Resolves when a request of this cost may leave, and books it. The requests of one caller leave in
   * the order in which they came; callers take turns.
   *
   * @param caller On whose behalf, by identity; whoever names none shares one line.
   * @returns What was booked; nothing if that cannot be taken back.
   * @throws CostError if no period has room for the cost; the signal's reason as soon as it aborts.
   * Nothing is booked then.
   */
  acquire(cost: number, signal?: AbortSignal, caller?: object): Promise<Booking | void>;
  /** Holds everybody back for a time, after a 429. */
  pause(ms: number): Promise<void>;
  /** What is used right now. */
  budget(): Promise<RateBudget>;
}

/**
 * A request costs more than a period has room for, so that it could never leave.
 *
 * @example Tell what can never be paid from what has to wait
 * ```ts
 * import { CostError, createMemoryThrottle } from "@conviva-sessions/conviva-sessions";
 * import { assertRejects } from "@std/assert";
 *
 * const throttle = createMemoryThrottle();
 * const { maxCost } = await throttle.budget();
 * await assertRejects(() => throttle.acquire(maxCost + 1), CostError);
 * ```
 */
export class CostError extends RangeError {
  /** Name of the class. */
  override readonly name = "CostError";
  /** What the request costs. */
  readonly cost: number;
  /** The most that a request may cost. */
  readonly maxCost: number;

  /** Makes an error that names both costs. */
  constructor(cost: number, maxCost: number) {
    super(`Cannot send a request that costs ${cost} as at most ${maxCost} may be spent at once`);
    this.cost = cost;
    this.maxCost = maxCost;
  }
}
