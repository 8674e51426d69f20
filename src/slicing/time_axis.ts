import type { TimeWindow } from "../query/time_window.ts";

/** A stretch of a {@linkcode TimeAxis}. */
export interface Stretch {
  /** Offset of the edge that comes first. */
  readonly fromMs: number;
  /** Offset of the edge that comes last. */
  readonly toMs: number;
}

/**
 * A range as a collection walks through it: offsets grow from the edge where it begins, whichever
 * that is, so that all else need not know about the order.
 */
export class TimeAxis {
  readonly #range: TimeWindow;
  readonly #isOldestFirst: boolean;

  /** The axis of a range, walked in an order. */
  constructor(range: TimeWindow, order: "newest" | "oldest") {
    this.#range = range;
    this.#isOldestFirst = order === "oldest";
  }

  /** Length of the range. */
  get lengthMs(): number {
    return this.#range.endMs - this.#range.startMs;
  }

  /** The offset of a moment. */
  offsetMs(timeMs: number): number {
    return this.#isOldestFirst ? timeMs - this.#range.startMs : this.#range.endMs - timeMs;
  }

  /** The window of a stretch. */
  windowOf({ fromMs, toMs }: Stretch): TimeWindow {
    const { startMs, endMs } = this.#range;
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
