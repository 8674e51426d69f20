import type { WindowShape } from "./window_shape.ts";

/** A full response with at least this part of its sessions spanning the window is not split. */
const SPANNING_PART = 0.95;
/** Part of the sessions not spanning the window at which windows bring news and are not split. */
const FRESH_PART = 0.03;
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
