import type { Clock } from "../clock.ts";

/** A difference up to here is not worth a word. */
const NOTABLE_MS = 5000;
/** `Date` is written in whole seconds. */
const DATE_PRECISION_MS = 1000;

/**
 * The API's present, as far as its answers tell: what is old, settled or in the future is judged by
 * the clock of who refuses it, not by this machine's.
 *
 * Each answer's `Date` bounds how far this machine is ahead, since it was written between the
 * sending of the request and the arrival of the answer. Source: RFC 9110, section 6.6.1.
 */
export class ServerClock {
  readonly #clock: Pick<Clock, "now">;
  /** Bounds of how far this machine is ahead; nothing is known at first. */
  #leastMs = -Infinity;
  #mostMs = Infinity;

  /** A clock that is this machine's until an answer says otherwise. */
  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  /** The API's present in Unix milliseconds, rather too early than too late. */
  now(): number {
    return this.#clock.now() - this.aheadMs;
  }

  /** How far this machine is ahead, in milliseconds, at most; 0 as long as it may be right. */
  get aheadMs(): number {
    return this.#leastMs > 0 || this.#mostMs < 0 ? this.#mostMs : 0;
  }

  /** How far this machine is ahead at best guess, in milliseconds, once that is known. */
  get differenceMs(): number {
    return Number.isFinite(this.#mostMs) ? (this.#leastMs + this.#mostMs) / 2 : 0;
  }

  /** Whether the clocks differ by more than a few seconds. */
  get isNotable(): boolean {
    return this.#leastMs > NOTABLE_MS || this.#mostMs < -NOTABLE_MS;
  }

  /**
   * Learns from the `Date` of an answer.
   *
   * @param sentMs When its request was sent, by this machine.
   */
  learn(date: string | null, sentMs: number): void {
    const dateMs = date === null ? NaN : Date.parse(date);
    if (Number.isNaN(dateMs)) return;
    const leastMs = sentMs - dateMs - DATE_PRECISION_MS;
    const mostMs = this.#clock.now() - dateMs;
    this.#leastMs = Math.max(this.#leastMs, leastMs);
    this.#mostMs = Math.min(this.#mostMs, mostMs);
    if (this.#leastMs <= this.#mostMs) return;
    // One of the clocks was set.
    this.#leastMs = leastMs;
    this.#mostMs = mostMs;
  }
}
