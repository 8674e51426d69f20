import type { LimitFacts, RateFact } from "../../../gen/endpoint.ts";
import { type Clock, systemClock } from "../clock.ts";
import { FairQueue, type Waiter } from "./fair_queue.ts";
import { RateLog } from "./rate_log.ts";
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

/**
 * Added to the periods of the limits. The API counts requests when they arrive and this throttle
 * when they leave: one that was slow to arrive must not meet one that was fast a period later.
 */
const GUARD_MS = 1000;

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
  const { clock = systemClock, share = 0.8, callerShare = 1 } = options;
  checkShare("share", share);
  checkShare("callerShare", callerShare);
  const account = new RateLog(guarded(accountRate, share));
  const address = new RateLog(guarded(addressRate, 1));
  const callerRate = {
    ...account.rate,
    maxCost: Math.max(1, Math.floor(account.rate.maxCost * callerShare)),
  };
  const queue = new FairQueue();
  const spent = new WeakMap<object, RateLog>();
  let pausedUntilMs = 0;
  let cancelTimer: (() => void) | undefined;

  function logOf(caller: object): RateLog {
    const log = spent.get(caller) ?? new RateLog(callerRate);
    spent.set(caller, log);
    return log;
  }

  /** How long a waiter has to wait for its own caller's sake. */
  function ownWaitMs({ caller, cost }: Waiter, nowMs: number): number {
    return logOf(caller).waitMs(cost, nowMs);
  }

  function admitAll(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    for (;;) {
      const nowMs = clock.now();
      const next = queue.first((waiter) => ownWaitMs(waiter, nowMs) <= 0);
      // Whoever is first holds the others up, or a dear request would never find room.
      const waitMs = next
        ? Math.max(
          pausedUntilMs - nowMs,
          account.waitMs(next.cost, nowMs),
          address.waitMs(1, nowMs),
        )
        : Infinity;
      if (!next || waitMs > 0) {
        const ownWaits = queue.firsts().map((waiter) => ownWaitMs(waiter, nowMs))
          .filter((ms) => ms > 0);
        const timerMs = Math.min(waitMs, ...ownWaits);
        if (timerMs < Infinity) cancelTimer = clock.setTimer(admitAll, timerMs);
        return;
      }
      queue.serve(next);
      next.admit();
    }
  }

  /** Books a cost everywhere. */
  function book(cost: number, caller: object) {
    const atMs = clock.now();
    const entries = [
      { log: account, logged: { atMs, cost } },
      { log: address, logged: { atMs, cost: 1 } },
      { log: logOf(caller), logged: { atMs, cost } },
    ];
    for (const { log, logged } of entries) log.book(logged);
    return {
      // deno-lint-ignore require-await -- books elsewhere take time
      release: async () => {
        for (const { log, logged } of entries) log.release(logged);
        admitAll();
      },
    };
  }

  return {
    acquire(cost, signal, caller = ANONYMOUS) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (cost > callerRate.maxCost) return reject(new CostError(cost, callerRate.maxCost));
        const waiter: Waiter = {
          cost,
          caller,
          admit: () => {
            signal?.removeEventListener("abort", leave);
            resolve(book(cost, caller));
          },
        };
        const leave = () => {
          queue.remove(waiter);
          reject(signal!.reason);
          // Whoever was behind may be cheaper, and the last one leaves no timer behind.
          admitAll();
        };
        signal?.addEventListener("abort", leave, { once: true });
        queue.add(waiter);
        admitAll();
      });
    },
    // deno-lint-ignore require-await -- books elsewhere take time
    async pause(ms) {
      pausedUntilMs = Math.max(pausedUntilMs, clock.now() + ms);
    },
    // deno-lint-ignore require-await -- books elsewhere take time
    async budget() {
      const nowMs = clock.now();
      return {
        usedCost: account.usedCost(nowMs),
        maxCost: account.rate.maxCost,
        perMs: accountRate.perMs,
        pausedUntilMs: pausedUntilMs > nowMs ? pausedUntilMs : 0,
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

function guarded({ maxCost, perMs, cost }: RateFact, share: number): RateFact {
  return { maxCost: Math.max(1, Math.floor(maxCost * share)), perMs: perMs + GUARD_MS, cost };
}
