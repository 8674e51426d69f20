import type { Clock } from "../clock.ts";
import type { AccountBooks } from "./account_books.ts";
import { FairQueue, type Waiter } from "./fair_queue.ts";
import type { Booking } from "./throttle.ts";

/** Requests that wait until the books have room for them; callers take turns. */
export class AdmissionQueue {
  readonly #books: AccountBooks;
  readonly #clock: Clock;
  readonly #waiting = new FairQueue();
  #pausedUntilMs = 0;
  #cancelTimer: (() => void) | undefined;

  /** An empty queue. */
  constructor(books: AccountBooks, clock: Clock) {
    this.#books = books;
    this.#clock = clock;
  }

  /** Until when everybody is held back, Unix milliseconds. */
  get pausedUntilMs(): number {
    return this.#pausedUntilMs;
  }

  /** Holds everybody back for a time. */
  pause(ms: number): void {
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, this.#clock.now() + ms);
  }

  /**
   * Waits until a request may leave, and books it.
   *
   * @throws The signal's reason as soon as it aborts.
   */
  enter(cost: number, caller: object, signal: AbortSignal | undefined): Promise<Booking> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const waiter: Waiter = {
        cost,
        caller,
        admit: () => {
          signal?.removeEventListener("abort", leave);
          resolve(this.#books.book(cost, caller, this.#clock.now(), () => this.#admitAll()));
        },
      };
      const leave = () => {
        this.#waiting.remove(waiter);
        reject(signal!.reason);
        // Whoever was behind may be cheaper, and the last one leaves no timer behind.
        this.#admitAll();
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.#waiting.add(waiter);
      this.#admitAll();
    });
  }

  /** Lets go whoever may, and sets a timer for the next one. */
  #admitAll(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    for (;;) {
      const nowMs = this.#clock.now();
      const next = this.#waiting.first((waiter) => this.#ownWaitMs(waiter, nowMs) <= 0);
      // Whoever is first holds the others up, or a dear request would never find room.
      const waitMs = next ? this.#sharedWaitMs(next, nowMs) : Infinity;
      if (!next || waitMs > 0) return this.#wakeIn(Math.min(waitMs, this.#leastOwnWaitMs(nowMs)));
      this.#waiting.serve(next);
      next.admit();
    }
  }

  #wakeIn(ms: number): void {
    if (ms < Infinity) this.#cancelTimer = this.#clock.setTimer(() => this.#admitAll(), ms);
  }

  /** How long a request has to wait for the sake of all. */
  #sharedWaitMs({ cost }: Waiter, nowMs: number): number {
    return Math.max(this.#pausedUntilMs - nowMs, this.#books.sharedWaitMs(cost, nowMs));
  }

  /** How long a request has to wait for its own caller's sake. */
  #ownWaitMs({ cost, caller }: Waiter, nowMs: number): number {
    return this.#books.callerWaitMs(cost, caller, nowMs);
  }

  /** When the first caller that has used up its part may go on. */
  #leastOwnWaitMs(nowMs: number): number {
    const waitsMs = this.#waiting.firsts().map((waiter) => this.#ownWaitMs(waiter, nowMs));
    return Math.min(...waitsMs.filter((ms) => ms > 0));
  }
}
