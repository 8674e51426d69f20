import type { TimeWindow } from "../../query/time/time_window.ts";
import type { CoverageNotice } from "../../session/coverage/coverage.ts";

/** Units that an API may round windows to, the coarsest first. */
const UNITS_MS = [60_000, 1000];
/** By so much at most an API that rounds changes an edge. */
export const WIDEST_ROUNDING_MS = UNITS_MS[0]!;
/**
 * So many sessions that were to be expected at edges that are empty are no chance: it would have to
 * leave out each of them, with the probability e^-12.
 */
const LEAST_MISSING = 12;
/** An unit is tried again so often when it explained nothing. */
const MAX_TRIALS = 2;
/** Of fewer sessions that a wider window brings at its edges, nothing is explained. */
const LEAST_EXPLAINED = 3;
/** So many of the sessions that did not come again lie at the edges, if rounding is the reason. */
const PART_AT_EDGES = 0.9;

/** A window that is asked again, wider. */
export interface WidenedWindow {
  /** To which unit. */
  readonly unitMs: number;
  /** Sessions that its answer had before, none of them at an edge. */
  readonly sessions: number;
}

/**
 * Notices an API that rounds windows inwards, so that sessions near their edges do not come: the
 * edges up to whole minutes, or seconds, are empty although many sessions lie right behind them.
 * What makes sure is asking for a window that is rounded outwards: it brings so many sessions at the
 * edges that an answer which was merely a sample would have had some of them.
 */
export class RoundingWatch {
  #unitMs = 0;
  #trials = 0;
  /** Sessions that the answers tried would have had at their edges if the API did not round. */
  readonly #expectedAtEdges = new Map<number, number>();

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
   * @param missingMs Those of sessions that had come before for its window, and did not come again.
   */
  suspectedUnitMs(
    window: TimeWindow,
    timesMs: readonly number[],
    missingMs: readonly number[],
  ): number {
    if (this.#unitMs > 0 || this.#trials >= MAX_TRIALS) return 0;
    return UNITS_MS.find((unitMs) => {
      const edges = edgesOf(window, unitMs);
      if (!timesMs.every(edges.enclose)) return false;
      // Sessions at whole units are never between them.
      if (timesMs.length > 0 && timesMs.every((timeMs) => timeMs % unitMs === 0)) return false;
      const missing = missingMs.filter(edges.hold).length;
      const isExplained = missing >= LEAST_MISSING && missing >= PART_AT_EDGES * missingMs.length;
      return isExplained || timesMs.filter(edges.isRightBehind).length >= LEAST_MISSING;
    }) ?? 0;
  }

  /**
   * Takes in what a window brought that was widened.
   *
   * @param timesMs The moments of its sessions, as far as none can have come in meanwhile.
   */
  learn({ unitMs, sessions }: WidenedWindow, window: TimeWindow, timesMs: readonly number[]): void {
    if (this.#unitMs > 0) return;
    const edges = edgesOf(window, unitMs);
    const found = timesMs.filter(edges.hold).length;
    const inside = timesMs.filter(edges.enclose).length;
    // The answer before may have been a smaller sample than this one.
    const expected = found * (inside > 0 ? Math.min(1, sessions / inside) : 1);
    const total = (this.#expectedAtEdges.get(unitMs) ?? 0) + expected;
    this.#expectedAtEdges.set(unitMs, total);
    if (total >= LEAST_MISSING) this.#unitMs = unitMs;
    else if (expected < LEAST_EXPLAINED) this.#trials++;
  }
}

/** What an API that rounds a window inwards to a unit leaves out of it. */
function edgesOf({ startMs, endMs }: TimeWindow, unitMs: number) {
  const inner = narrowed({ startMs, endMs }, unitMs);
  const leadMs = inner.startMs - startMs;
  const tailMs = endMs - inner.endMs;
  const enclose = (timeMs: number) => timeMs >= inner.startMs && timeMs <= inner.endMs;
  return {
    enclose,
    hold: (timeMs: number) => timeMs > startMs && timeMs < endMs && !enclose(timeMs),
    /** As many as lie in an edge's width right behind it were to be expected in it. */
    isRightBehind: (timeMs: number) =>
      timeMs < inner.startMs + leadMs || timeMs > inner.endMs - tailMs,
  };
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
