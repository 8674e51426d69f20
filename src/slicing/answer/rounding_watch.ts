import type { TimeWindow } from "../../query/time_window.ts";
import type { CoverageNotice } from "../../session/coverage.ts";

/** Units that an API may round windows to, the coarsest first. */
const UNITS_MS = [60_000, 1000];
/** Empty edges of which so many sessions were to be expected are no chance. */
const LEAST_MISSING = 12;
/** An unit is tried again so often when it explained nothing. */
const MAX_TRIALS = 2;
/** Fewer sessions behind an empty edge that come with a wider window may have come in late. */
const LEAST_FOUND = 3;

/**
 * Notices an API that rounds windows inwards, so that sessions near their edges do not come: the
 * edges up to whole minutes, or seconds, are empty although many sessions lie right behind them.
 * What makes sure is asking for a window that is rounded outwards.
 */
export class RoundingWatch {
  #unitMs = 0;
  #trials = 0;

  /** Unit to which windows are to be widened; 0 unless the API is known to round. */
  get unitMs(): number {
    return this.#unitMs;
  }

  /** What was noticed; nothing before it is sure. */
  get notices(): readonly CoverageNotice[] {
    if (this.#unitMs === 0) return [];
    const unit = this.#unitMs === 1000 ? "seconds" : "minutes";
    return [{
      kind: "rounding",
      value: this.#unitMs,
      message: `The API rounds windows inwards to whole ${unit}; they are asked for so much wider`,
    }];
  }

  /**
   * The unit that would explain the empty edges of an answer; 0 if there is nothing to explain.
   *
   * @param timesMs The moments by which its sessions were selected.
   * @param missing Sessions of the window that had come before and did not come again.
   */
  suspectedUnitMs(
    { startMs, endMs }: TimeWindow,
    timesMs: readonly number[],
    missing: number,
  ): number {
    if (this.#unitMs > 0 || this.#trials >= MAX_TRIALS) return 0;
    if (missing >= LEAST_MISSING) return UNITS_MS[0]!;
    if (timesMs.length < LEAST_MISSING) return 0;
    return UNITS_MS.find((unitMs) => {
      const inner = narrowed({ startMs, endMs }, unitMs);
      const leadMs = inner.startMs - startMs;
      const tailMs = endMs - inner.endMs;
      let behind = 0;
      for (const timeMs of timesMs) {
        if (timeMs < inner.startMs || timeMs > inner.endMs) return false;
        // As many as lie in the edge's width right behind it were to be expected in it.
        if (timeMs < inner.startMs + leadMs || timeMs > inner.endMs - tailMs) behind++;
      }
      return behind >= LEAST_MISSING;
    }) ?? 0;
  }

  /** Takes in what a window brought that was widened to a unit. */
  learn(unitMs: number, window: TimeWindow, timesMs: readonly number[]): void {
    if (this.#unitMs > 0) return;
    const inner = narrowed(window, unitMs);
    const found = timesMs.filter((timeMs) =>
      timeMs > window.startMs && timeMs < window.endMs &&
      (timeMs < inner.startMs || timeMs > inner.endMs)
    ).length;
    if (found >= LEAST_FOUND) this.#unitMs = unitMs;
    else this.#trials++;
  }
}

/** A window rounded inwards to a unit. */
function narrowed({ startMs, endMs }: TimeWindow, unitMs: number): TimeWindow {
  return {
    startMs: Math.ceil(startMs / unitMs) * unitMs,
    endMs: Math.floor(endMs / unitMs) * unitMs,
  };
}

/** A window rounded outwards to a unit. */
export function widened({ startMs, endMs }: TimeWindow, unitMs: number): TimeWindow {
  return unitMs === 0 ? { startMs, endMs } : {
    startMs: Math.floor(startMs / unitMs) * unitMs,
    endMs: Math.ceil(endMs / unitMs) * unitMs,
  };
}
