import { LIMITS } from "../../gen/facts.ts";
import type { CoverageGap } from "../session/coverage.ts";
import { cutOffMessage } from "./gap_messages.ts";
import type { TimeWindow } from "../query/time_window.ts";

/** From here on, the largest length comes twice in a collection by chance seldom enough. */
const MIN_REPEATED_SESSIONS = 200;
/** Numbers that maxima are made of; nobody means a multiple below the first by it. */
const ROUND_NUMBERS = [100, 250];
const MIN_POWER_OF_TWO = 256;
/**
 * Windows of one length that have to be proven whole before that length is no longer suspected. One
 * alone may have had exactly as many sessions as the API gives.
 */
const WINDOWS_TO_CLEAR = 2;

/**
 * What the lengths of the responses of a collection say about whether the API gives fewer sessions
 * than it is asked for, and does not say so. Some of its public pages have a lower maximum than the
 * one that is in force.
 *
 * Only a length that no response has exceeded can be such a cap. A round one is suspected at once,
 * another when it comes again. What makes sure is asking for parts of the window.
 */
export class SilentCap {
  #longest = 0;
  #times = 0;
  #provenWhole = 0;
  #sessions = Infinity;
  /** Windows that were delivered with as many sessions, and that nothing has proven whole. */
  #delivered: TimeWindow[] = [];
  readonly #lateGaps: CoverageGap[] = [];

  /** Sessions at which the API cuts responses off; `Infinity` unless that is proven. */
  get sessions(): number {
    return this.#sessions;
  }

  /** The windows delivered that turned out to be short since this was asked last. */
  takeLateGaps(): CoverageGap[] {
    return this.#lateGaps.splice(0);
  }

  /**
   * Learns the length of a response.
   *
   * @returns Whether it is longer than all before, so that none of them was cut off.
   */
  learn(length: number): boolean {
    const isLonger = length > this.#longest;
    if (isLonger) {
      this.#longest = length;
      this.#times = 0;
      this.#provenWhole = 0;
      this.#sessions = Infinity;
      this.#delivered = [];
    }
    if (length === this.#longest) this.#times++;
    return isLonger;
  }

  /** Whether a response of this length is to be checked. */
  suspects(length: number): boolean {
    return this.#couldSuspect(length) && (isRound(length) || this.#times > 1);
  }

  /** Learns that a window of the longest response was proven whole. */
  learnWhole(): void {
    this.#provenWhole++;
  }

  /** Learns that a window of the longest response has more sessions. */
  learnCutOff(): void {
    this.#sessions = this.#longest;
    const message = cutOffMessage(this.#longest);
    for (const window of this.#delivered.splice(0)) {
      this.#lateGaps.push({ ...window, reason: "saturated", message });
    }
  }

  /** Notes that a window has been delivered that is whole as far as is known. */
  deliver(window: TimeWindow, length: number): void {
    if (this.#couldSuspect(length)) this.#delivered.push(window);
  }

  #couldSuspect(length: number): boolean {
    return length === this.#longest && this.#sessions === Infinity &&
      this.#provenWhole < WINDOWS_TO_CLEAR &&
      (length >= MIN_REPEATED_SESSIONS || isRound(length));
  }
}

/** Whether a number looks like a maximum that somebody has chosen. */
function isRound(length: number): boolean {
  return length === LIMITS.defaultSessions ||
    (length > 0 && ROUND_NUMBERS.some((round) => length % round === 0)) ||
    (length >= MIN_POWER_OF_TWO && Number.isInteger(Math.log2(length)));
}
