import type { TimeWindow } from "../../../query/time/time_window.ts";
import type { Observations } from "../observations.ts";
import { type Bucket, changePoint, type Since } from "./change_point.ts";

/** More at a time would take longer than they are worth: all pairs are tried. */
const BUCKETS = 360;

/** A shorter time is no difference to anybody. */
const SHORTEST_MS = 1000;

/**
 * Finds when a cause began and ended, from its sessions in the window and the baseline: first among
 * buckets of equal length, then among finer ones where it may have begun or ended, however long the
 * windows are.
 *
 * @param rows Rows of the cause, all of them within the windows.
 * @param quiet Windows beside the others in which it is known not to have begun.
 */
export function beginAndEnd(
  { sessions, bad, startMs }: Observations,
  rows: Uint32Array,
  windows: readonly TimeWindow[],
  quiet: readonly TimeWindow[] = [],
): Since {
  const countIn = (spans: readonly TimeWindow[]): Bucket[] => {
    const buckets = spans.map((span) => ({ ...span, sessions: 0, bad: 0 }));
    for (const row of rows) {
      const bucket = bucketAt(buckets, startMs[row]!);
      bucket.sessions += sessions[row]!;
      bucket.bad += bad[row]!;
    }
    return buckets;
  };
  const spanMs = windows.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const coarse = [...quiet, ...windows.flatMap((window) => cut(window, spanMs / BUCKETS))]
    .sort((a, b) => a.startMs - b.startMs);
  const { lowMs, highMs, endMs } = changePoint(countIn(coarse));
  const isNear = (span: TimeWindow): boolean =>
    !quiet.includes(span) &&
    (span.startMs <= highMs && span.endMs >= lowMs ||
      endMs !== null && span.startMs <= endMs && span.endMs >= endMs);
  const nearMs = coarse.filter(isNear)
    .reduce((sum, span) => sum + span.endMs - span.startMs, 0);
  const fineMs = Math.max(SHORTEST_MS, nearMs / BUCKETS);
  return changePoint(countIn(coarse.flatMap((span) => isNear(span) ? cut(span, fineMs) : [span])));
}

/** Cuts a span into equal ones of about a length, or leaves it whole. */
function cut({ startMs, endMs }: TimeWindow, lengthMs: number): TimeWindow[] {
  const count = Math.max(1, Math.round((endMs - startMs) / lengthMs));
  const edgeMs = (i: number): number => startMs + Math.round((endMs - startMs) * i / count);
  return Array.from({ length: count }, (_, i) => ({ startMs: edgeMs(i), endMs: edgeMs(i + 1) }));
}

/** The last bucket that starts no later. */
function bucketAt<Span extends TimeWindow>(buckets: readonly Span[], atMs: number): Span {
  let [low, high] = [0, buckets.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (buckets[middle]!.startMs <= atMs) low = middle;
    else high = middle - 1;
  }
  return buckets[low]!;
}
