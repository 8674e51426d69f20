import { LIMITS, type RateFact } from "../../gen/facts.ts";
import { type Clock, systemClock } from "./clock.ts";
import { RateLog } from "./rate_log.ts";
import type { Throttle } from "./throttle.ts";

/** How to make a throttle. Everything has a default. */
export interface MemoryThrottleOptions {
  /** Time; by default the machine's. */
  readonly clock?: Clock;
  /**
   * Part of the account's rate limit to use, more than 0 and at most 1; the rest is left for others
   * on the same account, Metrics V3 among them. Default 0.8.
   */
  readonly share?: number;
}

/** A caller that waits for its turn. */
interface Waiter {
  readonly cost: number;
  /** Lets the caller go. */
  readonly admit: () => void;
}

/**
 * Added to the periods of the limits. The API counts requests when they arrive and this throttle
 * when they leave: one that was slow to arrive must not meet one that was fast a period later.
 */
const GUARD_MS = 1000;

/**
 * Keeps the account's books in this process: at most the share of the account's limit, and the
 * address's limit, in any period. A request that costs more than the whole share leaves alone, when
 * nothing else is booked, since it would wait forever otherwise.
 *
 * @example Share an account between two clients
 * ```ts
 * import { createMemoryThrottle, createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * const throttle = createMemoryThrottle({ share: 0.5 });
 * const options = { credentials: SANDBOX_CREDENTIALS, fetch: createSandboxHandler(), throttle };
 * const [one, other] = [createSessionsClient(options), createSessionsClient(options)];
 * await Promise.all([one.search({ last: "1h" }), other.search({ last: "2h" })]);
 * assertEquals((await throttle.budget()).usedCost, 2);
 * ```
 *
 * @throws RangeError if the share is not more than 0 and at most 1.
 */
export function createMemoryThrottle(options: MemoryThrottleOptions = {}): Throttle {
  const { clock = systemClock, share = 0.8 } = options;
  if (!(share > 0 && share <= 1)) {
    throw new RangeError(
      `Cannot throttle as 'share' must be more than 0 and at most 1: current value is ${share}`,
    );
  }
  const account = new RateLog(guarded(LIMITS.accountRate, share));
  const address = new RateLog(guarded(LIMITS.addressRate, 1));
  const queue: Waiter[] = [];
  let pausedUntilMs = 0;
  let cancelTimer: (() => void) | undefined;

  function admitAll(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    for (let next = queue[0]; next; next = queue[0]) {
      const nowMs = clock.now();
      const waitMs = Math.max(
        pausedUntilMs - nowMs,
        account.waitMs(next.cost, nowMs),
        address.waitMs(1, nowMs),
      );
      if (waitMs > 0) {
        cancelTimer = clock.setTimer(admitAll, waitMs);
        return;
      }
      account.book(next.cost, nowMs);
      address.book(1, nowMs);
      queue.shift();
      next.admit();
    }
  }

  return {
    acquire(cost, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const waiter: Waiter = {
          cost,
          admit: () => {
            signal?.removeEventListener("abort", leave);
            resolve();
          },
        };
        const leave = () => {
          queue.splice(queue.indexOf(waiter), 1);
          reject(signal!.reason);
          // Whoever was behind may be cheaper, and the last one leaves no timer behind.
          admitAll();
        };
        signal?.addEventListener("abort", leave, { once: true });
        queue.push(waiter);
        if (queue.length === 1) admitAll();
      });
    },
    pause(ms) {
      pausedUntilMs = Math.max(pausedUntilMs, clock.now() + ms);
    },
    budget() {
      const nowMs = clock.now();
      return {
        usedCost: account.usedCost(nowMs),
        maxCost: account.rate.maxCost,
        perMs: LIMITS.accountRate.perMs,
        pausedUntilMs: pausedUntilMs > nowMs ? pausedUntilMs : 0,
      };
    },
  };
}

function guarded({ maxCost, perMs, cost }: RateFact, share: number): RateFact {
  return { maxCost: Math.max(1, Math.floor(maxCost * share)), perMs: perMs + GUARD_MS, cost };
}
