import { LIMITS } from "../../gen/facts.ts";

/** How much smaller a response is to become after one that was too large. */
const REDUCTION = 0.8;
/** How much larger after one that was well filled. */
const GROWTH = 1.02;
const WELL_FILLED = 0.85;
/** How close to a limit that was too large to come. */
const CAUTION = 0.95;
/** Sessions differ in size and accounts change: so many good responses put it to the test again. */
const RESPONSES_TO_TEST = 100;

/**
 * The limit to ask with: the API's own, until responses turn out to be too large in bytes. With a
 * lower limit such a window comes as a sample, which tells how to split it, and not as nothing.
 */
export class ResponseLimit {
  #sessions: number = LIMITS.maxSessions;
  #tooLarge = Infinity;
  #untested = 0;

  /** Most sessions in a response. */
  get sessions(): number {
    return this.#sessions;
  }

  /** Learns that so many records were not too large. */
  learnFitting(records: number): void {
    if (records < WELL_FILLED * this.#sessions) return;
    if (++this.#untested > RESPONSES_TO_TEST) {
      this.#tooLarge *= 1 / CAUTION;
      this.#untested = 0;
    }
    const larger = Math.ceil(this.#sessions * GROWTH);
    if (larger <= CAUTION * this.#tooLarge) {
      this.#sessions = Math.min(LIMITS.maxSessions, larger);
    }
  }

  /** Learns that a response under a limit was too large. */
  learnTooLarge(limit: number): void {
    this.#tooLarge = limit;
    this.#untested = 0;
    this.#sessions = Math.min(this.#sessions, Math.max(1, Math.floor(limit * REDUCTION)));
  }
}
