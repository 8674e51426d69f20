import type { Selection, SessionSpan } from "./selection.ts";
import type { Stretch, TimeAxis } from "./time_axis.ts";

/** How the sessions of a response lie in its stretch of the axis. */
export interface WindowShape extends Stretch {
  /** Records in the response, unreadable ones included. */
  readonly records: number;
  /**
   * Offsets, ascending, at which a window that grows from `fromMs` gets one session more; sessions
   * that are there from the beginning have `fromMs`.
   */
  readonly entriesMs: Float64Array;
  /** Sessions that are there from the beginning. */
  readonly carried: number;
  /** Sessions that belong to the next stretch as well. */
  readonly leaving: number;
  /** Sessions that belong to every part of the stretch, so that no split separates them. */
  readonly spanning: number;
}

/** The shape of a response of so many records. */
export function windowShape(
  stretch: Stretch,
  records: number,
  spans: readonly SessionSpan[],
  selection: Selection,
  axis: TimeAxis,
): WindowShape {
  const { fromMs, toMs } = stretch;
  const entries: number[] = [];
  let carried = 0;
  let leaving = 0;
  let spanning = 0;
  for (const { startMs, endMs } of spans) {
    const startOffsetMs = startMs === undefined ? NaN : axis.offsetMs(startMs);
    const endOffsetMs = endMs === undefined ? NaN : axis.offsetMs(endMs);
    const nearMs = Math.min(startOffsetMs, endOffsetMs);
    const farMs = Math.max(startOffsetMs, endOffsetMs);
    const entryMs = { start: startOffsetMs, end: endOffsetMs, overlap: nearMs }[selection];
    if (!Number.isNaN(entryMs)) entries.push(Math.max(fromMs, Math.min(toMs, entryMs)));
    if (nearMs <= fromMs && farMs >= toMs) spanning++;
    if (selection === "overlap" && nearMs <= fromMs) carried++;
    if (selection === "overlap" && farMs >= toMs) leaving++;
  }
  const entriesMs = entries.length * 2 > records
    ? Float64Array.from(entries).sort()
    : evenly(records, stretch);
  return { fromMs, toMs, records, entriesMs, carried, leaving, spanning };
}

/** How many of ascending numbers are at most a bound. */
export function countUpTo(ascending: Float64Array, bound: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where sessions that do not say their times are, at best guess. */
function evenly(count: number, { fromMs, toMs }: Stretch): Float64Array {
  return new Float64Array(count).map((_, i) => fromMs + ((i + 0.5) / count) * (toMs - fromMs));
}
