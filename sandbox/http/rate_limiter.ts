import type { Rate } from "../sandbox_options.ts";

/** A sliding window over the cost of admitted requests; refused ones cost nothing. */
export class RateLimiter {
  readonly #rate: Rate;
  #admitted: { readonly atMs: number; readonly cost: number }[] = [];
  #used = 0;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Whether a request may pass now. */
  admits(cost: number, nowMs: number): boolean {
    this.#forget(nowMs);
    return this.#used + cost <= this.#rate.maxCost;
  }

  /** Books a request. */
  book(cost: number, nowMs: number): void {
    this.#admitted.push({ atMs: nowMs, cost });
    this.#used += cost;
  }

  /** Whether nothing is booked any more. */
  isIdle(nowMs: number): boolean {
    this.#forget(nowMs);
    return this.#admitted.length === 0;
  }

  #forget(nowMs: number): void {
    const { perMs } = this.#rate;
    const kept = this.#admitted.findIndex(({ atMs }) => atMs > nowMs - perMs);
    const gone = this.#admitted.splice(0, kept === -1 ? this.#admitted.length : kept);
    for (const { cost } of gone) this.#used -= cost;
  }
}
