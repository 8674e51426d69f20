import type { TimeWindow } from "../../../query/time/time_window.ts";

/** So that the places in the strata follow no rhythm that traffic may have as well. */
const GOLDEN_PART = (Math.sqrt(5) - 1) / 2;

/**
 * Short windows spread over a window, one in each of as many parts of equal length: a systematic sample
 * of time. Each is asked as a whole, so that a rate within it is as fair as one of all sessions.
 *
 * @param lengthMs Length of each; a part that is no longer is asked as a whole.
 */
export function sampleWindows(window: TimeWindow, count: number, lengthMs: number): TimeWindow[] {
  const spanMs = window.endMs - window.startMs;
  const edgeMs = (at: number) => window.startMs + Math.round(spanMs * at / count);
  return Array.from({ length: count }, (_, at) => {
    const part = { startMs: edgeMs(at), endMs: edgeMs(at + 1) };
    const freeMs = part.endMs - part.startMs - lengthMs;
    if (freeMs <= 0) return part;
    const startMs = part.startMs + Math.round(freeMs * ((at + 1) * GOLDEN_PART % 1));
    return { startMs, endMs: startMs + lengthMs };
  });
}

/**
 * The part of a window that each of some short windows in it stands for: up to the middle between it
 * and the next.
 *
 * @param asked The short windows, disjoint, in whatever order.
 */
export function strataOf(
  window: TimeWindow,
  asked: readonly TimeWindow[],
): Map<TimeWindow, TimeWindow> {
  const inOrder = [...asked].sort((one, other) => one.startMs - other.startMs);
  const edges = inOrder.slice(1).map(({ startMs }, at) => (inOrder[at]!.endMs + startMs) / 2);
  return new Map(
    inOrder.map((one, at) => [
      one,
      { startMs: edges[at - 1] ?? window.startMs, endMs: edges[at] ?? window.endMs },
    ]),
  );
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
