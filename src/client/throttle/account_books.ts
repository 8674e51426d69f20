import type { LimitFacts, RateFact } from "../../../gen/endpoint.ts";
import { RateLog } from "./rate_log.ts";
import type { Booking } from "./throttle.ts";

/**
 * Added to the periods of the limits. The API counts requests when they arrive and a throttle when
 * they leave: one that was slow to arrive must not meet one that was fast a period later.
 */
const GUARD_MS = 1000;

/** Which limits are kept, and how much of them. */
export interface AccountBooksOptions extends Pick<LimitFacts, "accountRate" | "addressRate"> {
  /** Part of the account's limit. */
  readonly share: number;
  /** Part of that which one caller may use. */
  readonly callerShare: number;
}

/** What was spent of the limits that a request counts for: its account's, address's and caller's. */
export class AccountBooks {
  readonly #account: RateLog;
  readonly #address: RateLog;
  readonly #callerRate: RateFact;
  readonly #callers = new WeakMap<object, RateLog>();

  /** Empty books. */
  constructor({ accountRate, addressRate, share, callerShare }: AccountBooksOptions) {
    this.#account = new RateLog(guarded(accountRate, share));
    this.#address = new RateLog(guarded(addressRate, 1));
    const { rate } = this.#account;
    this.#callerRate = { ...rate, maxCost: partOf(rate.maxCost, callerShare) };
  }

  /** Cost that may be spent in a period. */
  get maxCost(): number {
    return this.#account.rate.maxCost;
  }

  /** Cost that one caller may spend in a period. */
  get maxCallerCost(): number {
    return this.#callerRate.maxCost;
  }

  /** Cost spent in the current period. */
  usedCost(nowMs: number): number {
    return this.#account.usedCost(nowMs);
  }

  /** How long until a request fits into the limits that all share. */
  sharedWaitMs(cost: number, nowMs: number): number {
    return Math.max(this.#account.waitMs(cost, nowMs), this.#address.waitMs(1, nowMs));
  }

  /** How long until a request fits into its caller's part. */
  callerWaitMs(cost: number, caller: object, nowMs: number): number {
    return this.#logOf(caller).waitMs(cost, nowMs);
  }

  /**
   * Books a request.
   *
   * @param onRelease Hears of it when the request is taken off the books.
   */
  book(cost: number, caller: object, atMs: number, onRelease: () => void): Booking {
    const entries = [
      { log: this.#account, logged: { atMs, cost } },
      { log: this.#address, logged: { atMs, cost: 1 } },
      { log: this.#logOf(caller), logged: { atMs, cost } },
    ];
    for (const { log, logged } of entries) log.book(logged);
    return {
      // deno-lint-ignore require-await -- books elsewhere take time
      release: async () => {
        for (const { log, logged } of entries) log.release(logged);
        onRelease();
      },
    };
  }

  #logOf(caller: object): RateLog {
    const log = this.#callers.get(caller) ?? new RateLog(this.#callerRate);
    this.#callers.set(caller, log);
    return log;
  }
}

function guarded({ maxCost, perMs, cost }: RateFact, share: number): RateFact {
  return { maxCost: partOf(maxCost, share), perMs: perMs + GUARD_MS, cost };
}

function partOf(maxCost: number, share: number): number {
  return Math.max(1, Math.floor(maxCost * share));
}
