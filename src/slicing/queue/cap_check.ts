import type { DecodedPage } from "../../session/decoded_page.ts";
import { sessionKey } from "../../session/session_key.ts";
import type { Expectation } from "../forecast/expectation.ts";
import { isSplittingInVain } from "../forecast/full_response.ts";
import type { WindowShape } from "../axis/window_shape.ts";

/** What is known about a response that may have been cut off in silence. */
export interface SuspectedResponse {
  /** What came. */
  readonly page: DecodedPage;
  /** Its records. */
  readonly length: number;
  /** Its shape. */
  readonly shape: WindowShape;
  /** What its window had been expected to bring, if that can still be learned from. */
  readonly expected: Expectation | undefined;
}

/**
 * What a check came to: `unclear` says nothing either way, and `unknowable` neither will any other,
 * since all sessions belong to every part of the window.
 */
export type CapVerdict = "whole" | "cut_off" | "unclear" | "unknowable";

/** Parts that the window of a check is asked in: the fewest that prove it. */
const PARTS_OF_CHECK = 2;
/**
 * More new sessions than this, as a part of the response, prove that it was cut off. Some may come
 * to any window: those that have ended, or were taken in, since it was asked first.
 */
const LATE_PART = 0.05;

/**
 * The check of a response that may have been cut off in silence: its window is asked again in
 * parts. They bring the same sessions if it was whole, and others if it was not.
 */
export class CapCheck {
  /** The response. */
  readonly suspected: SuspectedResponse;
  readonly #known: ReadonlySet<string>;
  readonly #fresh = new Set<string>();
  #openParts = PARTS_OF_CHECK;
  #longestPart = 0;

  /** A check of which no part has come. */
  constructor(suspected: SuspectedResponse) {
    this.suspected = suspected;
    this.#known = new Set(suspected.page.sessions.map(sessionKey));
  }

  /** Length of the response. */
  get length(): number {
    return this.suspected.length;
  }

  /** Takes in what came for a part, an answer of so many records. */
  take(part: DecodedPage, length: number): void {
    this.#openParts--;
    this.#longestPart = Math.max(this.#longestPart, length);
    for (const session of part.sessions) {
      const key = sessionKey(session);
      if (!this.#known.has(key)) this.#fresh.add(key);
    }
  }

  /** What the check came to; `undefined` before all parts have come. */
  get verdict(): CapVerdict | undefined {
    if (this.#openParts > 0) return undefined;
    if (this.#fresh.size > LATE_PART * this.length) return "cut_off";
    // A part that is as long may have been cut off at the same session.
    if (this.#fresh.size === 0 && this.#longestPart < this.length) return "whole";
    return isSplittingInVain(this.suspected.shape) ? "unknowable" : "unclear";
  }
}
