import type { RateFact } from "../../../gen/endpoint.ts";

/** A cost that was booked. */
export interface LoggedCost {
  readonly atMs: number;
  readonly cost: number;
}

/** What was spent of a rate limit: a sliding window over the costs of the past period. */
export class RateLog {
  /** The limit. */
  readonly rate: RateFact;
  #costs: LoggedCost[] = [];
  #usedCost = 0;

  /** An empty log of a limit. */
  constructor(rate: RateFact) {
    this.rate = rate;
  }

  /** Cost booked in the period up to a moment. */
  usedCost(nowMs: number): number {
    this.#forget(nowMs);
    return this.#usedCost;
  }

  /** How long until a cost fits, which is at most the limit. */
  waitMs(cost: number, nowMs: number): number {
    this.#forget(nowMs);
    let excess = this.#usedCost + cost - this.rate.maxCost;
    for (const logged of this.#costs) {
      if (excess <= 0) return 0;
      excess -= logged.cost;
      if (excess <= 0) return logged.atMs + this.rate.perMs - nowMs;
    }
    return 0;
  }

  /** Books a cost. */
  book(logged: LoggedCost): void {
    this.#costs.push(logged);
    this.#usedCost += logged.cost;
  }

  /** Takes a cost off the books, unless its period is over. */
  release(logged: LoggedCost): void {
    const index = this.#costs.indexOf(logged);
    if (index < 0) return;
    this.#costs.splice(index, 1);
    this.#usedCost -= logged.cost;
  }

  #forget(nowMs: number): void {
    // A booking from the future was made before the machine's clock was set back.
    const isPast = ({ atMs }: LoggedCost) => atMs <= nowMs - this.rate.perMs || atMs > nowMs;
    let past = 0;
    for (; past < this.#costs.length && isPast(this.#costs[past]!); past++) {
      this.#usedCost -= this.#costs[past]!.cost;
    }
    if (past > 0) this.#costs = this.#costs.slice(past);
  }
}
