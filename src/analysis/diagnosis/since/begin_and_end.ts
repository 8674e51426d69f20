import type { TimeWindow } from "../../../query/time/time_window.ts";
import type { ClusterSet } from "../clusters/cluster_set.ts";
import { type Bucket, changePoint, type Since } from "./change_point.ts";

/** More at a time would take longer than they are worth: all pairs are tried. */
const BUCKETS = 360;

/** A shorter time is no difference to anybody. */
const SHORTEST_MS = 1000;

/**
 * Finds when a cause began and ended, from its sessions in the window and the baseline: first among
 * buckets of equal length, then among finer ones where it may have begun or ended, however long the
 * windows are.
 */
export function beginAndEnd(
  { observations, placed }: ClusterSet,
  places: Uint32Array,
  windows: readonly TimeWindow[],
): Since {
  const countIn = (spans: readonly TimeWindow[]): Bucket[] => {
    const buckets = spans.map((span) => ({ ...span, sessions: 0, bad: 0 }));
    for (const place of places) {
      const bucket = bucketAt(buckets, observations.startMs[placed.rows[place]!]!);
      bucket.sessions += placed.sessions[place]!;
      bucket.bad += placed.bad[place]!;
    }
    return buckets;
  };
  const inOrder = windows.toSorted((a, b) => a.startMs - b.startMs);
  const spanMs = inOrder.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const coarse = inOrder.flatMap((window) => cut(window, spanMs / BUCKETS));
  const { lowMs, highMs, endMs } = changePoint(countIn(coarse));
  const isNear = (span: TimeWindow): boolean =>
    span.startMs <= highMs && span.endMs >= lowMs ||
    endMs !== null && span.startMs <= endMs && span.endMs >= endMs;
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
