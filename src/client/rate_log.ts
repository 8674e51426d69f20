import type { RateFact } from "../../gen/facts.ts";

/** A cost that was booked. */
interface Booking {
  readonly atMs: number;
  readonly cost: number;
}

/** What was spent of a rate limit: a sliding window over the costs of the past period. */
export class RateLog {
  /** The limit. */
  readonly rate: RateFact;
  #bookings: Booking[] = [];
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

  /** How long until a cost fits; one above the limit fits when nothing else is booked. */
  waitMs(cost: number, nowMs: number): number {
    this.#forget(nowMs);
    let excess = this.#usedCost + cost - Math.max(this.rate.maxCost, cost);
    for (const booking of this.#bookings) {
      if (excess <= 0) return 0;
      excess -= booking.cost;
      if (excess <= 0) return booking.atMs + this.rate.perMs - nowMs;
    }
    return 0;
  }

  /** Books a cost. */
  book(cost: number, nowMs: number): void {
    this.#bookings.push({ atMs: nowMs, cost });
    this.#usedCost += cost;
  }

  #forget(nowMs: number): void {
    // A booking from the future was made before the machine's clock was set back.
    const isPast = ({ atMs }: Booking) => atMs <= nowMs - this.rate.perMs || atMs > nowMs;
    let past = 0;
    for (; past < this.#bookings.length && isPast(this.#bookings[past]!); past++) {
      this.#usedCost -= this.#bookings[past]!.cost;
    }
    if (past > 0) this.#bookings = this.#bookings.slice(past);
  }
}
