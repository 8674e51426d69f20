import type { DecodedPage } from "../../session/decoded_page.ts";
import { sessionKey } from "../../session/session_key.ts";
import type { Stretch } from "../axis/time_axis.ts";
import { countUpTo, type WindowShape } from "../axis/window_shape.ts";
import { isSplittingInVain } from "../forecast/full_response.ts";

/** An answer that is held against that to a half of its window. */
export interface CheckedAnswer {
  /** What came. */
  readonly page: DecodedPage;
  /** Its records. */
  readonly length: number;
  /** Its shape. */
  readonly shape: WindowShape;
}

/** What came for the half. */
export interface HalfAnswer {
  readonly page: DecodedPage;
  /** Its records. */
  readonly length: number;
  /** Whether it lacks sessions of the half that came with the whole. */
  readonly isLacking: boolean;
}

/**
 * What a check came to: `unclear` says nothing either way, and `unknowable` neither will any other,
 * since all sessions belong to every part of the window.
 */
export type CheckVerdict = "whole" | "cut_off" | "unclear" | "unknowable";

/**
 * More new sessions than this, as a part of what had come, prove that an answer was cut off. Some may
 * come to any window: those that have ended, or were taken in, since it was asked first.
 */
const LATE_PART = 0.05;
/** Of the sessions that came, a half of the window has about this part, */
const HALF = 0.5;
/** and at least this one, or it says too little about the rest. */
const LEAST_PART = 0.25;

/**
 * The half of a window that tells whether its answer was cut off: that where sessions are fewer for
 * its width. If rows were taken out all over the window, either half lacks some; if it was cut off at
 * an end, this one does.
 *
 * @returns `undefined` if too few of the sessions lie in it.
 */
export function halfToCheck(shape: WindowShape, cutMs: number): Stretch | undefined {
  const { fromMs, toMs, entriesMs } = shape;
  const inFirst = countUpTo(entriesMs, cutMs);
  const inSecond = entriesMs.length - inFirst;
  const isFirst = inFirst * (toMs - cutMs) <= inSecond * (cutMs - fromMs);
  const sessions = isFirst ? inFirst : inSecond;
  if (sessions < LEAST_PART * entriesMs.length) return undefined;
  return isFirst ? { fromMs, toMs: cutMs } : { fromMs: cutMs, toMs };
}

/**
 * Judges an answer that may have been cut off in silence by the answer to a half of its window,
 * which has the same sessions if it was whole, and others if it was not.
 */
export function judgeByHalf(whole: CheckedAnswer, half: HalfAnswer): CheckVerdict {
  const known = new Set(whole.page.sessions.map(sessionKey));
  const fresh = half.page.sessions.filter((session) => !known.has(sessionKey(session))).length;
  if (fresh > LATE_PART * HALF * whole.length) return "cut_off";
  // A half that is as long may have been cut off at the same session.
  const isTelling = half.length < whole.length &&
    half.page.sessions.length >= LEAST_PART * whole.length;
  if (fresh === 0 && !half.isLacking && isTelling) return "whole";
  return isSplittingInVain(whole.shape) ? "unknowable" : "unclear";
}
