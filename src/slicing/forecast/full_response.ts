import type { Expectation } from "./expectation.ts";
import type { Stretch } from "../axis/time_axis.ts";
import { countUpTo, type WindowShape } from "../axis/window_shape.ts";

/** What is known about a full response beside its sessions. */
export interface FullResponse {
  /** Its shape: that of a sample of its window. */
  readonly shape: WindowShape;
  /** What its window had been expected to bring; `undefined` while the rate is unknown. */
  readonly expected: Expectation | undefined;
  /** How many responses in a row were full at this place before. */
  readonly earlier: number;
}

/** A window whose response was full has at least this many times its sessions, at best guess. */
const MIN_SCALE = 1.03;
const MAX_SCALE = 64;
/** Shapes are compared in so many parts. */
const PARTS = 16;
/** A wrong guess of the scale must not scatter a window into crumbs. */
const MAX_PIECES = 8;
/** Guess while nothing is known about the rate. */
const BLIND_SCALE = 10;
/** A sample that leaves more of its window empty was not drawn from all of it. */
const COVERED_PART = 0.7;
/** New sessions, as a part of a response, that a window should bring at least. */
export const FRESH_PART = 0.03;
/** Most of the width to keep while the rate is unknown, in case the sample misleads. */
const BLIND_WIDEST = 0.3;
/** Most of the width to keep when a sample has misled before. */
const REPEATED_WIDEST = 0.6;

/**
 * How many sessions of the window a session of a full response stands for.
 *
 * The rate is known from the windows before, and the parts of the response that are no burst say
 * how many sessions of that rate made it into the sample. The median of the parts is of no burst,
 * unless it fills half the window.
 */
export function sampleScale({ shape, expected, earlier }: FullResponse): number {
  if (!expected) return BLIND_SCALE * 2 ** earlier;
  const { fromMs, toMs, entriesMs, records } = shape;
  const partMs = (toMs - fromMs) / PARTS;
  const counts = Array.from(
    { length: PARTS },
    (_, part) =>
      countUpTo(entriesMs, fromMs + (part + 1) * partMs) -
      countUpTo(entriesMs, fromMs + part * partMs),
  ).sort((a, b) => a - b);
  const median = (counts[PARTS / 2 - 1]! + counts[PARTS / 2]!) / 2;
  const usual = median * PARTS * (records / entriesMs.length);
  const scale = usual > 0 ? expected.usualSessions / usual : MIN_SCALE;
  return Math.max(MIN_SCALE, Math.min(MAX_SCALE, scale)) * 2 ** earlier;
}

/** How to cut the window of a full response. */
export interface CutOptions {
  /** Most sessions that the first part may have, at best guess. */
  readonly maxSessions: number;
  /** Least width of a part. */
  readonly minWidthMs: number;
}

/**
 * Where the window of a full response should have ended. Always inside the window, so that asking
 * again gets on.
 */
export function firstCut(full: FullResponse, { maxSessions, minWidthMs }: CutOptions): number {
  const { fromMs, toMs, entriesMs, carried, records } = full.shape;
  const scale = isCutShort(full.shape) ? MIN_SCALE : sampleScale(full);
  // Where running sessions alone nearly fill a response, the cut is where some new ones come.
  const index = Math.max(
    Math.floor((entriesMs.length * maxSessions) / (scale * records)),
    carried + Math.ceil(entriesMs.length * FRESH_PART),
  );
  const atMs = entriesMs[Math.min(index, entriesMs.length - 1)] ?? toMs;
  const widest = !full.expected ? BLIND_WIDEST : full.earlier > 0 ? REPEATED_WIDEST : 1;
  return within(full.shape, minWidthMs, Math.min(atMs, fromMs + widest * (toMs - fromMs)));
}

/**
 * Where to cut the window of a full response into parts of even size, each not full at best guess.
 * There is at least one cut.
 */
export function evenCuts(full: FullResponse, { maxSessions, minWidthMs }: CutOptions): number[] {
  const { shape, shape: { fromMs, toMs, entriesMs, records } } = full;
  const needed = Math.ceil((sampleScale(full) * records) / maxSessions);
  const pieces = Math.max(2, Math.min(MAX_PIECES, needed));
  const cuts: number[] = [];
  for (let piece = 1; piece < pieces; piece++) {
    const part = piece / pieces;
    // A sample that misled before is not trusted again.
    const atMs = full.earlier > 0
      ? fromMs + part * (toMs - fromMs)
      : entriesMs[Math.floor(entriesMs.length * part)] ?? toMs;
    const cutMs = within(shape, minWidthMs, atMs);
    if (cutMs >= (cuts.at(-1) ?? fromMs) + minWidthMs) cuts.push(cutMs);
  }
  return cuts;
}

/** Where to cut a window so that either part has half of the sessions that enter in it. */
export function middleCut({ fromMs, toMs, entriesMs, carried }: WindowShape): number {
  const middleMs = entriesMs[(carried + entriesMs.length) >> 1] ?? (fromMs + toMs) / 2;
  return within({ fromMs, toMs }, 1, middleMs);
}

/** A whole offset that leaves its part the least width, inside the stretch if that allows it. */
function within({ fromMs, toMs }: Stretch, minWidthMs: number, atMs: number): number {
  return Math.max(fromMs + minWidthMs, Math.min(toMs - 1, Math.floor(atMs)));
}

/** Whether a full response seems to hold the first sessions on the way, not a sample of all. */
function isCutShort({ fromMs, toMs, entriesMs }: WindowShape): boolean {
  const lastMs = entriesMs.at(-1) ?? toMs;
  return lastMs - fromMs < COVERED_PART * (toMs - fromMs);
}

/** A full response with at least this part of its sessions spanning the window is not split. */
const SPANNING_PART = 0.95;
const MAX_GROWTH = 2;

/**
 * Whether splitting the window of a full response is in vain: so many sessions run all through it
 * that each part of it would be full of them.
 *
 * If all of them do, that is proof. If nearly all do it is likely: parts can only be complete if the
 * window has hardly more sessions than fit.
 */
export function isSplittingInVain({ spanning, records }: WindowShape): boolean {
  return spanning >= SPANNING_PART * records;
}

/** How wide the window after such a one should be: as wide as it may be without being split. */
export function widthInVainMs({ fromMs, toMs, spanning, records }: WindowShape): number {
  const fresh = Math.max(1, records - spanning) / records;
  return Math.round((toMs - fromMs) * Math.min(MAX_GROWTH, FRESH_PART / fresh));
}
