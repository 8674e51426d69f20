import type { TimeWindow } from "../query/time/time_window.ts";
import type { Coverage, CoverageGap } from "../session/coverage/coverage.ts";
import {
  futureGap,
  type GapCause,
  lostGap,
  notAskedGap,
  tooOldGap,
} from "../session/coverage/gaps.ts";
import { coverageOf } from "../session/coverage/coverage_of.ts";
import type { LedgerEntry, LedgerTotals } from "./ledger/ledger.ts";
import { clip, isNotEmpty, subtractWindows } from "./time_spans.ts";

/** What the API could be asked for at a moment. */
export interface Reach {
  /** The present by the API's clock, Unix milliseconds. */
  readonly nowMs: number;
  /** How far back the API reaches. */
  readonly maxAgeMs: number;
}

/** What an output holds of a range: what the ledger knows, and all that it does not know is a gap. */
export function harvestCoverage(
  range: TimeWindow,
  { windows, gaps }: LedgerEntry,
  totals: LedgerTotals,
  reach: Reach,
): Coverage {
  const { windows: windowCount, ...counts } = totals;
  const known = gaps.map((gap) => ({ ...gap, ...clip(gap, range) })).filter(isNotEmpty)
    .flatMap((gap) => gap.reason === "failed" ? byReach(gap, reach) : [gap]);
  const unknown = subtractWindows(range, windows).flatMap((rest) => explain(rest, reach));
  return coverageOf({
    range,
    ...counts,
    windows: windowCount,
    limitReached: false,
    gaps: [...known, ...unknown].sort((a, b) => a.startMs - b.startMs),
  });
}

/** What failed can be asked again, but for what has slipped out of the API's reach since. */
function byReach(gap: CoverageGap, { nowMs, maxAgeMs }: Reach): CoverageGap[] {
  const oldestMs = nowMs - maxAgeMs;
  return [
    { ...clip(gap, { startMs: -Infinity, endMs: oldestMs }), ...lostGap(gap) },
    { ...gap, ...clip(gap, { startMs: oldestMs, endMs: Infinity }) },
  ].filter(isNotEmpty);
}

function explain(rest: TimeWindow, { nowMs, maxAgeMs }: Reach): CoverageGap[] {
  const oldestMs = nowMs - maxAgeMs;
  const gap = (startMs: number, endMs: number, cause: GapCause): CoverageGap => ({
    ...clip(rest, { startMs, endMs }),
    ...cause,
  });
  return [
    gap(-Infinity, oldestMs, tooOldGap(maxAgeMs)),
    gap(oldestMs, nowMs, notAskedGap()),
    gap(nowMs, Infinity, futureGap()),
  ].filter(isNotEmpty);
}

/** The part of a range that the API can be asked for now. */
export function reachable(range: TimeWindow, { nowMs, maxAgeMs }: Reach): TimeWindow {
  return clip(range, { startMs: nowMs - maxAgeMs, endMs: nowMs });
}
