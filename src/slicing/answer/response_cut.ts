import type { TimeWindow } from "../../query/time/time_window.ts";
import type { CoverageNotice } from "../../session/coverage/coverage.ts";
import type { Expectation } from "../forecast/expectation.ts";
import type { WindowEvidence } from "../types.ts";
import {
  isExpected,
  isNextToLimit,
  isSurprising,
  isWithin,
  type LengthLimits,
  MIN_REPEATED_SESSIONS,
  NEAR_PART,
  NEXT_TO_LIMIT,
  repeatsOfMaximum,
  spreadOf,
  timesToSuspect,
} from "./length_chance.ts";

/**
 * Windows of one length that have to be proven whole before that length is no longer suspected. One
 * alone may have had exactly as many sessions as the API gives.
 */
const WINDOWS_TO_CLEAR = 2;
/** Windows next to the limit that have to be proven whole before they are no longer suspected. */
const WINDOWS_TO_CLEAR_LIMIT = 3;
/** So many lengths close together are suspected, wherever they lie; one check clears one crowd. */
const CROWDS = [5, 25, 125, Infinity];
/** An answer this much longer than the shortest that was cut shows that the cut is gone. */
const GONE_FACTOR = 1.25;
/** Windows of which it is remembered what came, in case they turn out to have been cut. */
const MAX_DELIVERED = 64;

/** A window that was delivered, and of which nothing but the length of its answer is known. */
export interface DeliveredWindow {
  readonly window: TimeWindow;
  /** Sessions of its answer. */
  readonly length: number;
  /** Keys of the sessions that were delivered and may come again with it. */
  readonly keys: Set<string>;
}

/** What is known of an answer that is shorter than its limit. */
export interface AnswerLength {
  /** Its records. */
  readonly length: number;
  /** The limit that it was asked with. */
  readonly limit: number;
  /** What was expected of its window; `undefined` if nothing was. */
  readonly expected: Expectation | undefined;
}

/**
 * What the lengths of a collection's answers say about whether the API cuts answers off below the
 * limit that it is asked for, and does not say so. It may keep to a lower maximum, or take rows out
 * after it has applied the limit.
 *
 * A cut at a maximum repeats a length exactly, and nothing exceeds it. Rows that are taken out of n
 * sessions, each with the chance p, leave lengths with the mean n (1 − p) and the variance
 * n p (1 − p), that of a binomial distribution: lengths that chance may spread around the longest
 * are suspected as well. An answer of exactly the limit makes all that unlikely. What makes sure is
 * asking for parts of the window.
 */
export class ResponseCut {
  readonly #limits: LengthLimits;
  #longest = 0;
  #times = 0;
  #provenWhole = 0;
  #provenWholeAtLimit = 0;
  /** Lengths up to here were shown not to be cuts. */
  #clearedTo = 0;
  #crowdsCleared = 0;
  /** Answers that had exactly the limit. */
  #atLimit = 0;
  /** Whether answers are cut at different lengths. */
  #spreads = false;
  /** Answers that had exactly the shortest length that was cut. */
  #atCut = 0;
  /** The greatest lengths, in no order. */
  #greatest: number[] = [];
  #sessions: number;
  #delivered: DeliveredWindow[] = [];
  #late: DeliveredWindow[] = [];

  /** @param known Sessions at which an earlier collection found answers to be cut off. */
  constructor(limits: LengthLimits, known = Infinity) {
    this.#limits = limits;
    this.#sessions = known;
  }

  /** Sessions from which on answers are cut off; `Infinity` unless that is proven. */
  get sessions(): number {
    return this.#sessions;
  }

  /** Most sessions that an answer has if it is surely not cut off. */
  get safeSessions(): number {
    return this.#spreads ? this.#sessions - spreadOf(this.#sessions, this.#limits) : this.#sessions;
  }

  /** What was noticed; nothing before it is proven. */
  get notices(): readonly CoverageNotice[] {
    return this.#sessions === Infinity
      ? []
      : [cutOffNotice(this.#sessions, this.#limits.maxSessions)];
  }

  /** The windows delivered that may still turn out to be cut off. */
  get delivered(): readonly DeliveredWindow[] {
    return this.#delivered;
  }

  /** The windows delivered that turned out to be cut off since this was asked last. */
  takeLate(): DeliveredWindow[] {
    return this.#late.splice(0);
  }

  /** Learns the length of an answer. */
  learn(length: number, limit: number): void {
    const isAtLimit = length === limit && limit === this.#limits.maxSessions;
    if (isAtLimit) this.#atLimit++;
    if (length > this.#longest) {
      this.#longest = length;
      this.#times = 0;
      this.#provenWhole = 0;
      if (length > GONE_FACTOR * this.#sessions) this.#forgetCut();
      if (this.#sessions === Infinity) {
        this.#delivered = this.#delivered.filter((one) =>
          this.#isWithinSpread(one.length) || isNextToLimit(one.length, limit)
        );
      }
    }
    if (length === this.#longest) this.#times++;
    if (length > this.#sessions) this.#spreads = true;
    if (length === this.#sessions) this.#atCut++;
    if (limit === this.#limits.maxSessions) {
      this.#greatest = greatestOf([...this.#greatest, length]);
    }
  }

  /** Whether an answer below the limit is to be checked before it is believed. */
  suspects(answer: AnswerLength): boolean {
    const { length, limit } = answer;
    if (this.#sessions !== Infinity) {
      const isMaximum = !this.#spreads &&
        this.#atCut >= repeatsOfMaximum(this.#sessions, this.#limits);
      return !isMaximum && length >= this.#sessions - spreadOf(this.#sessions, this.#limits);
    }
    if (limit === this.#limits.maxSessions && isWithin(length, this.#nextToLimit, limit)) {
      return this.#provenWholeAtLimit < WINDOWS_TO_CLEAR_LIMIT;
    }
    return this.#isNear(answer) || this.isLikeMaximum(length);
  }

  /** Whether a length looks like a maximum itself: somebody may have chosen it, or it comes again. */
  isLikeMaximum(length: number): boolean {
    return this.#mayRepeat(length) && this.#times >= timesToSuspect(length, this.#limits);
  }

  /** What shows that an answer which is not suspected is whole. */
  evidenceOf(
    { length, limit, expected, isWhole }: AnswerLength & { readonly isWhole: boolean },
  ): WindowEvidence {
    if (isWhole) return "asked_again";
    if (length < NEAR_PART * limit) return "short";
    if (isExpected(length, expected, limit)) return "density";
    return this.#atLimit > 0 ? "exact_limit" : "asked_again";
  }

  /** Learns that the window of an answer of this length was proven whole. */
  learnWhole(length: number): void {
    if (length === this.#longest) this.#provenWhole++;
    if (isWithin(length, NEXT_TO_LIMIT.at(-1)!, this.#limits.maxSessions)) {
      this.#provenWholeAtLimit++;
    }
    if (this.#crowd >= CROWDS[this.#crowdsCleared]!) this.#crowdsCleared++;
    this.#clearedTo = Math.max(this.#clearedTo, length + spreadOf(length, this.#limits));
  }

  /** Learns that the window of an answer of this length has more sessions. */
  learnCutOff(length: number): void {
    if (length < this.#sessions) {
      this.#spreads ||= this.#sessions !== Infinity || this.#longest > length;
      this.#sessions = length;
      this.#atCut = length === this.#longest ? this.#times : 1;
    }
    const least = this.#sessions - spreadOf(this.#sessions, this.#limits);
    const isCut = (one: DeliveredWindow) => one.length >= least;
    this.#late.push(...this.#delivered.filter(isCut));
    this.#delivered = this.#delivered.filter((one) => !isCut(one));
  }

  /** Notes that a window has been delivered, in case its answer turns out to have been cut off. */
  deliver(length: number, limit: number, describe: () => DeliveredWindow): void {
    const mayBeCut = this.#mayRepeat(length) || isNextToLimit(length, limit) ||
      (this.#atLimit === 0 && limit === this.#limits.maxSessions && this.#isWithinSpread(length) &&
        length >= MIN_REPEATED_SESSIONS);
    if (mayBeCut) this.#delivered = [...this.#delivered, describe()].slice(-MAX_DELIVERED);
  }

  get #nextToLimit(): number {
    return NEXT_TO_LIMIT[Math.min(this.#atLimit, NEXT_TO_LIMIT.length - 1)]!;
  }

  #forgetCut(): void {
    this.#sessions = Infinity;
    this.#spreads = false;
    this.#atCut = 0;
  }

  #isNear({ length, limit, expected }: AnswerLength): boolean {
    if (this.#atLimit > 0 || limit !== this.#limits.maxSessions || !this.#isWithinSpread(length)) {
      return false;
    }
    const isLong = length >= MIN_REPEATED_SESSIONS;
    if (isLong && this.#crowd >= CROWDS[this.#crowdsCleared]!) return true;
    if (length <= this.#clearedTo) return false;
    return length >= NEAR_PART * limit
      ? !isExpected(length, expected, limit)
      : isLong && this.#crowd > 1 && isSurprising(length, expected);
  }

  /** How many lengths lie so close below the greatest that something may hold them there. */
  get #crowd(): number {
    return this.#greatest.filter((length) => this.#isWithinSpread(length)).length;
  }

  #isWithinSpread(length: number): boolean {
    return length >= this.#longest - spreadOf(length, this.#limits);
  }

  #mayRepeat(length: number): boolean {
    return length === this.#longest && this.#sessions === Infinity &&
      this.#provenWhole < WINDOWS_TO_CLEAR && timesToSuspect(length, this.#limits) < Infinity;
  }
}

/** The greatest of some lengths, as many as make the largest crowd. */
function greatestOf(lengths: readonly number[]): number[] {
  return lengths.toSorted((a, b) => b - a).slice(0, CROWDS.at(-2));
}

/** Of an API that cuts answers off, for all that it was asked. */
function cutOffNotice(length: number, askedFor: number): CoverageNotice {
  return {
    kind: "cut_off",
    value: length,
    message: `The API cuts answers off at about ${length} sessions in silence although it was ` +
      `asked for ${askedFor}; windows were cut to stay below that`,
  };
}
