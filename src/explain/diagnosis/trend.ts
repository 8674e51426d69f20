import { wilsonInterval } from "../../analysis/statistics/wilson.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import type { TrendPoint } from "../answers.ts";
import type { Counted } from "./observe.ts";

/** Points of the range; as many to the eye as show when something began. */
const POINTS = 12;

/**
 * The part of bad sessions over time, of windows in order.
 *
 * @param atMs When each row counts.
 * @param range The range in question: it has twelve points, and the others are as long.
 */
export function trendOf(
  { sessions, bad }: Counted,
  atMs: Float64Array,
  range: TimeWindow,
  baseline: readonly TimeWindow[],
): TrendPoint[] {
  const stepMs = (range.endMs - range.startMs) / POINTS;
  const windows = [...baseline, range].sort((one, other) => one.startMs - other.startMs);
  const places = windows.map((window) => ({
    window,
    count: Math.max(1, Math.round((window.endMs - window.startMs) / stepMs)),
  }));
  const counts = places.map(({ count }) => ({
    sessions: new Float64Array(count),
    bad: new Float64Array(count),
  }));
  for (let row = 0; row < atMs.length; row++) {
    if (sessions[row] === 0) continue;
    const at = windows.findIndex(({ startMs, endMs }) =>
      atMs[row]! >= startMs && atMs[row]! < endMs
    );
    if (at < 0) continue;
    const { window, count } = places[at]!;
    const part = (atMs[row]! - window.startMs) / (window.endMs - window.startMs);
    const point = Math.min(count - 1, Math.floor(part * count));
    counts[at]!.sessions[point]! += sessions[row]!;
    counts[at]!.bad[point]! += bad[row]!;
  }
  return places.flatMap(({ window, count }, at) => {
    const edgeMs = (point: number) =>
      Math.round(window.startMs + (window.endMs - window.startMs) * point / count);
    return Array.from({ length: count }, (_, point): TrendPoint => {
      const n = counts[at]!.sessions[point]!;
      const failed = counts[at]!.bad[point]!;
      return {
        startMs: edgeMs(point),
        endMs: edgeMs(point + 1),
        n,
        bad: failed,
        ...n === 0
          ? { value: null, low: null, high: null }
          : { value: failed / n, ...wilsonInterval(failed, n) },
        isBaseline: window !== range,
      };
    });
  });
}
