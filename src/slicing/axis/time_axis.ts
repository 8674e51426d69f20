import type { Endpoint } from "../../../gen/endpoint.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";

/** Units of the moments at which windows are cut, the coarsest first. */
const ROUND_UNITS_MS = [60_000, 1000];
/** A stretch of fewer units is cut at a finer one, since rounding would change it too much. */
const MIN_UNITS = 8;

/** A stretch of a {@linkcode TimeAxis}. */
export interface Stretch {
  /** Offset of the edge that comes first. */
  readonly fromMs: number;
  /** Offset of the edge that comes last. */
  readonly toMs: number;
}

/**
 * A range of an endpoint's sessions as a collection walks through it: offsets grow from the edge where it begins, whichever
 * that is, so that all else need not know about the order.
 */
export class TimeAxis {
  /** The range. */
  readonly range: TimeWindow;
  /** Whose sessions lie in it. */
  readonly endpoint: Endpoint;
  readonly #isOldestFirst: boolean;

  /** The axis of a range, walked in an order. */
  constructor(range: TimeWindow, order: "newest" | "oldest", endpoint: Endpoint) {
    this.range = range;
    this.endpoint = endpoint;
    this.#isOldestFirst = order === "oldest";
  }

  /** Length of the range. */
  get lengthMs(): number {
    return this.range.endMs - this.range.startMs;
  }

  /**
   * Moves the end of a stretch to the nearest round moment, as coarse as serves: an API that rounds
   * windows to whole minutes, or seconds, then has nothing to round. It moves by a sixteenth of the
   * stretch at most, and not beyond `latestMs`.
   */
  roundEnd({ fromMs, toMs }: Stretch, latestMs: number): number {
    for (const unitMs of ROUND_UNITS_MS) {
      if (toMs - fromMs < MIN_UNITS * unitMs) continue;
      const nearestMs = this.offsetMs(Math.round(this.timeMs(toMs) / unitMs) * unitMs);
      const roundMs = nearestMs <= latestMs ? nearestMs : nearestMs - unitMs;
      if (roundMs > fromMs) return roundMs;
    }
    return toMs;
  }

  /** The offset of a moment. */
  offsetMs(timeMs: number): number {
    return this.#isOldestFirst ? timeMs - this.range.startMs : this.range.endMs - timeMs;
  }

  /** The moment of an offset. */
  timeMs(offsetMs: number): number {
    return this.#isOldestFirst ? this.range.startMs + offsetMs : this.range.endMs - offsetMs;
  }

  /** The window of a stretch. */
  windowOf({ fromMs, toMs }: Stretch): TimeWindow {
    const { startMs, endMs } = this.range;
    return this.#isOldestFirst
      ? { startMs: startMs + fromMs, endMs: startMs + toMs }
      : { startMs: endMs - toMs, endMs: endMs - fromMs };
  }

  /** The stretch of a window. */
  stretchOf({ startMs, endMs }: TimeWindow): Stretch {
    return this.#isOldestFirst
      ? { fromMs: this.offsetMs(startMs), toMs: this.offsetMs(endMs) }
      : { fromMs: this.offsetMs(endMs), toMs: this.offsetMs(startMs) };
  }
}
