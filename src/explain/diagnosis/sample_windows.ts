import type { TimeWindow } from "../../query/time/time_window.ts";

/** A short window that stands for a longer one. */
export interface SampleWindow {
  /** What is asked. */
  readonly asked: TimeWindow;
  /** What it stands for. */
  readonly stratum: TimeWindow;
}

/** So that the places in the strata follow no rhythm that traffic may have as well. */
const GOLDEN_PART = (Math.sqrt(5) - 1) / 2;

/**
 * Short windows spread over a window, one in each of as many parts of equal length: a systematic sample
 * of time. Each is asked as a whole, so that a rate within it is as fair as one of all sessions.
 *
 * @param lengthMs Length of each; the whole part if it is no longer.
 */
export function sampleWindows(
  window: TimeWindow,
  count: number,
  lengthMs: number,
): SampleWindow[] {
  const spanMs = window.endMs - window.startMs;
  const edgeMs = (at: number) => window.startMs + Math.round(spanMs * at / count);
  return Array.from({ length: count }, (_, at) => {
    const stratum = { startMs: edgeMs(at), endMs: edgeMs(at + 1) };
    const freeMs = stratum.endMs - stratum.startMs - lengthMs;
    if (freeMs <= 0) return { asked: stratum, stratum };
    const startMs = stratum.startMs + Math.round(freeMs * ((at + 1) * GOLDEN_PART % 1));
    return { asked: { startMs, endMs: startMs + lengthMs }, stratum };
  });
}

/** Takes some of a list, evenly spread, and leaves the others. */
export function spreadOver<Item>(
  items: readonly Item[],
  count: number,
): { taken: Item[]; left: Item[] } {
  const isTaken = (at: number) =>
    Math.floor((at + 1) * count / items.length) > Math.floor(at * count / items.length);
  return {
    taken: items.filter((_, at) => isTaken(at)),
    left: items.filter((_, at) => !isTaken(at)),
  };
}
