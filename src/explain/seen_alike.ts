import { selectRows } from "../analysis/table/select_rows.ts";
import type { SessionTable } from "../analysis/table/session_table.ts";
import type { TimeWindow } from "../query/time/time_window.ts";

/**
 * How long sessions of a range were seen for.
 *
 * The API has ended sessions only. Of a range that is just over it has those that ended soon, among
 * them all that failed to start, and lacks those that still play: its rates of failures are too high.
 * A baseline of long ago lacks none. The two are alike if of the baseline, too, only sessions count
 * that had ended as soon: those of the current range show how soon that is, whatever the API selects
 * by, and whenever they were asked for or harvested.
 */
export interface SeenFor {
  /** Length of the range. */
  readonly lengthMs: number;
  /** How long after its end the last of its sessions was seen to end. */
  readonly endedWithinMs: number;
}

/** How long the sessions of a range were seen for; `undefined` if no session tells. */
export function seenFor(
  { measures }: SessionTable,
  { startMs, endMs }: TimeWindow,
): SeenFor | undefined {
  let lastMs = -Infinity;
  for (const ms of measures.endMs) if (ms > lastMs) lastMs = ms;
  if (lastMs === -Infinity) return undefined;
  return { lengthMs: endMs - startMs, endedWithinMs: lastMs - endMs };
}

/**
 * The sessions of an earlier window that would have been seen if it had been looked at as the range
 * was: in stretches of the range's length, counted back from the window's end, those that had ended
 * soon enough after theirs. Those of which no end is known count.
 *
 * @param window The window whose end the stretches are counted from.
 */
export function seenAlike(
  table: SessionTable,
  window: TimeWindow,
  { lengthMs, endedWithinMs }: SeenFor,
): SessionTable {
  const { startMs, endMs } = table.measures;
  const rows = Uint32Array.from({ length: table.length }, (_, row) => row).filter((row) => {
    // What started before the window came with its first stretch.
    const atMs = Math.max(window.startMs, startMs[row]!);
    const stretch = Math.max(0, Math.ceil((window.endMs - atMs) / lengthMs) - 1);
    return !(endMs[row]! > window.endMs - stretch * lengthMs + endedWithinMs);
  });
  return selectRows(table, rows);
}
