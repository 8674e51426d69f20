import type { DecodedPage } from "../../session/decode/decoded_page.ts";
import type { Session } from "../../session/session.ts";
import type { Stretch } from "../axis/time_axis.ts";
import { countUpTo, type WindowShape } from "../axis/window_shape.ts";
import { isSplittingInVain } from "../forecast/full_response.ts";

/** An answer that is held against that to a half of its window. */
export interface CheckedAnswer {
  /** What came with it, without what only an earlier answer had. */
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
/** So many prove nothing, of however few. */
const MOST_LATE = 2;
/** Of the sessions that came, what is asked again has at least this part, or it says too little. */
const LEAST_PART = 0.25;
/** The end of a window that the next one may take along has so much of its sessions, */
const PART_OF_END = 0.3;
/** and of its width at most so much. */
const WIDEST_END = 0.5;
/** A window that is empty for so many times the distance of its sessions was cut off at an end. */
const EMPTY_DISTANCES = 12;

/**
 * The half of a window that tells whether its answer was cut off: that where sessions are fewer for
 * its width. If rows were taken out all over the window, either half lacks some; if it was cut off at
 * an end, this one does.
 *
 * @param cutMs Where the window is to be cut in two, at best.
 * @param roundMs A round moment near it, to be preferred if enough of the sessions lie in the half.
 */
export function halfToCheck(shape: WindowShape, cutMs: number, roundMs: number): Stretch {
  const round = sparserHalf(shape, roundMs);
  return round.sessions >= LEAST_PART * shape.entriesMs.length
    ? round.stretch
    : sparserHalf(shape, cutMs).stretch;
}

function sparserHalf({ fromMs, toMs, entriesMs }: WindowShape, cutMs: number) {
  const inFirst = countUpTo(entriesMs, cutMs);
  const inSecond = entriesMs.length - inFirst;
  return inFirst * (toMs - cutMs) <= inSecond * (cutMs - fromMs)
    ? { sessions: inFirst, stretch: { fromMs, toMs: cutMs } }
    : { sessions: inSecond, stretch: { fromMs: cutMs, toMs } };
}

/**
 * Where the end of a window begins that tells as well, and costs nearly nothing, since the window
 * behind it takes it along; `undefined` if its beginning may have been cut off instead.
 */
export function endToCheck({ fromMs, toMs, entriesMs }: WindowShape): number | undefined {
  const distanceMs = (toMs - fromMs) / entriesMs.length;
  if (!(entriesMs[0]! - fromMs <= EMPTY_DISTANCES * distanceMs)) return undefined;
  const endMs = Math.floor(entriesMs[Math.floor((1 - PART_OF_END) * entriesMs.length)]!);
  return endMs > fromMs && endMs < toMs && toMs - endMs <= WIDEST_END * (toMs - fromMs)
    ? endMs
    : undefined;
}

/**
 * Judges an answer that may have been cut off in silence by the answer to a half of its window,
 * which has the same sessions if it was whole, and others if it was not.
 *
 * @param keyOf What tells sessions apart.
 */
export function judgeByHalf(
  whole: CheckedAnswer,
  half: HalfAnswer,
  keyOf: (session: Session) => string,
): CheckVerdict {
  const keys = new Set(whole.page.sessions.map(keyOf));
  const fresh = half.page.sessions.filter((session) => !keys.has(keyOf(session))).length;
  const known = half.page.sessions.length - fresh;
  const late = Math.max(MOST_LATE, LATE_PART * Math.max(known, LEAST_PART * whole.length));
  if (fresh > late) return "cut_off";
  // A half that is as long may have been cut off at the same session.
  const isTelling = half.length < whole.length &&
    half.page.sessions.length >= LEAST_PART * whole.length;
  if (fresh === 0 && !half.isLacking && isTelling) return "whole";
  return isSplittingInVain(whole.shape) ? "unknowable" : "unclear";
}
