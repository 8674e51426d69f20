import type { TimeWindow } from "../../../query/time/time_window.ts";
import { type Bucket, changePoint, type Since } from "./change_point.ts";
import type { ClusterSet } from "../clusters/cluster_set.ts";

/** More would take longer than they are worth: all pairs are tried. */
const BUCKETS = 360;

/** Finds when a cause began and ended, from its sessions in the window and the baseline. */
export function beginAndEnd(
  { observations, placed }: ClusterSet,
  places: Uint32Array,
  windows: readonly TimeWindow[],
): Since {
  const inOrder = windows.toSorted((a, b) => a.startMs - b.startMs);
  const spanMs = inOrder.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const buckets = inOrder.flatMap((window) => bucketsOf(window, spanMs / BUCKETS));
  for (const place of places) {
    const bucket = bucketAt(buckets, observations.startMs[placed.rows[place]!]!);
    bucket.sessions += placed.sessions[place]!;
    bucket.bad += placed.bad[place]!;
  }
  return changePoint(buckets);
}

type MutableBucket = { -readonly [Key in keyof Bucket]: Bucket[Key] };

function bucketsOf({ startMs, endMs }: TimeWindow, bucketMs: number): MutableBucket[] {
  const count = Math.max(1, Math.round((endMs - startMs) / bucketMs));
  const edgeMs = (i: number): number => startMs + Math.round((endMs - startMs) * i / count);
  return Array.from({ length: count }, (_, i) => ({
    startMs: edgeMs(i),
    endMs: edgeMs(i + 1),
    sessions: 0,
    bad: 0,
  }));
}

/** The last bucket that starts no later. */
function bucketAt(buckets: readonly MutableBucket[], atMs: number): MutableBucket {
  let [low, high] = [0, buckets.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (buckets[middle]!.startMs <= atMs) low = middle;
    else high = middle - 1;
  }
  return buckets[low]!;
}
