import type { LimitFacts } from "../../../gen/endpoint.ts";
import { type Clock, systemClock, withinTimerRange } from "../clock.ts";
import { AccountBooks } from "./account_books.ts";
import { AdmissionQueue } from "./admission_queue.ts";
import { CostError, type Throttle } from "./throttle.ts";

/** How to make a throttle. Everything has a default. */
export interface MemoryThrottleOptions {
  /** Time; by default the machine's. */
  readonly clock?: Clock;
  /**
   * Part of the account's rate limit to use, more than 0 and at most 1; the rest is left for others
   * on the same account, Metrics V3 among them. Default 0.8.
   */
  readonly share?: number;
  /**
   * Part of that which one caller may use, more than 0 and at most 1; the rest is left for callers
   * that come later. Default 1.
   */
  readonly callerShare?: number;
}

/** Whoever names no caller. */
const ANONYMOUS = {};

/**
 * Keeps the account's books in this process: at most the share of the account's limit, and the
 * address's limit, in any period. A request that costs more than a caller may use is refused.
 *
 * @throws RangeError if a share is not more than 0 and at most 1.
 */
export function createMemoryThrottle(
  { accountRate, addressRate }: Pick<LimitFacts, "accountRate" | "addressRate">,
  options: MemoryThrottleOptions = {},
): Throttle {
  const { share = 0.8, callerShare = 1 } = options;
  checkShare("share", share);
  checkShare("callerShare", callerShare);
  const clock = withinTimerRange(options.clock ?? systemClock);
  const books = new AccountBooks({ accountRate, addressRate, share, callerShare });
  const queue = new AdmissionQueue(books, clock);
  return {
    // deno-lint-ignore require-await -- books elsewhere take time
    async acquire(cost, signal, caller = ANONYMOUS) {
      const { maxCallerCost } = books;
      if (!signal?.aborted && cost > maxCallerCost) throw new CostError(cost, maxCallerCost);
      return queue.enter(cost, caller, signal);
    },
    // deno-lint-ignore require-await -- books elsewhere take time
    async pause(ms) {
      queue.pause(ms);
    },
    // deno-lint-ignore require-await -- books elsewhere take time
    async budget() {
      const nowMs = clock.now();
      return {
        usedCost: books.usedCost(nowMs),
        maxCost: books.maxCost,
        perMs: accountRate.perMs,
        pausedUntilMs: queue.pausedUntilMs > nowMs ? queue.pausedUntilMs : 0,
      };
    },
  };
}

function checkShare(name: string, share: number): void {
  if (share > 0 && share <= 1) return;
  throw new RangeError(
    `Cannot throttle as '${name}' must be more than 0 and at most 1: current value is ${share}`,
  );
}
