import type { GapReason } from "../../src/session/coverage/coverage.ts";
import {
  cutOffLateGap,
  endedBeforeGap,
  errorClaim,
  failedGap,
  futureGap,
  type GapCause,
  lostFileGap,
  lostGap,
  moreClaim,
  notAskedGap,
  partClaim,
  partialGap,
  slippedAwayGap,
  smallestWindowGap,
  spanningGap,
  toMergeGap,
  tooLargeGap,
  tooOldByItsClockGap,
  tooOldGap,
  uncheckableGap,
} from "../../src/session/coverage/gaps.ts";

const DAY_MS = 86_400_000;

/** Each kind of gap, with a figure or a word that its message must not lose. */
export const OWN_GAPS: readonly [gap: GapCause, reason: GapReason, fact: string][] = [
  [spanningGap(1500, 1500), "saturated", "1500 of a response"],
  [spanningGap(500, 1500), "saturated", "500 (where the API cuts off in silence)"],
  [smallestWindowGap(1500, 1500, 1000), "saturated", "1500 sessions in a window"],
  [smallestWindowGap(1500, 1500, 1000), "saturated", "1000 ms"],
  [uncheckableGap(1000), "saturated", "1000 sessions"],
  [cutOffLateGap(487, 1500), "saturated", "487 sessions"],
  [cutOffLateGap(487, 1500), "saturated", "asked for 1500"],
  [tooLargeGap(), "saturated", "A single session"],
  [tooOldGap(31 * DAY_MS), "too_old", "31d"],
  [slippedAwayGap(31 * DAY_MS), "too_old", "31d"],
  [tooOldByItsClockGap(), "too_old", "its own clock"],
  [futureGap(), "future", "not come yet"],
  [endedBeforeGap(), "failed", "ended before"],
  [notAskedGap(), "failed", "No run"],
  [toMergeGap(), "failed", "the next run"],
];

/** Each kind of gap that quotes something, with what it quotes. */
export const QUOTING_GAPS: readonly [gap: GapCause, reason: GapReason, quote: string][] = [
  [failedGap(new Error("status 500: try later")), "failed", "status 500: try later"],
  [partialGap(moreClaim("total: 9")), "partial", "total: 9"],
  [partialGap(errorClaim("errors: shard 3")), "partial", "errors: shard 3"],
  [partialGap(partClaim(206)), "partial", "status 206"],
  [lostFileGap("missing", "hour=1/a.parquet"), "failed", "hour=1/a.parquet"],
  [lostFileGap("short", "hour=1/a.parquet"), "failed", "hour=1/a.parquet"],
  [lostFileGap("damaged", "hour=1/a.parquet"), "failed", "hour=1/a.parquet"],
  [lostGap(failedGap(new Error("x"))), "too_old", "The request failed: x"],
  [lostGap(notAskedGap()), "too_old", "No run has asked for it yet"],
];
