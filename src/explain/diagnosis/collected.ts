import { joinTables } from "../../analysis/table/join_tables.ts";
import type { SessionTable } from "../../analysis/table/session_table.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import type { ProblemMetric } from "../answers.ts";

/** Sessions that came with a window. */
export interface Part {
  /** The sessions. */
  readonly table: SessionTable;
  /** The window of the range or the baseline that they speak for. */
  readonly window: TimeWindow;
  /** The part of it that was asked. */
  readonly asked: TimeWindow;
  /** How much longer the window is than all that was asked of it. */
  readonly weight: number;
  /** What they all are, if they were asked for as failures. */
  readonly failures?: ProblemMetric;
}

/** All sessions that came for a diagnosis, in one table. */
export interface Collected {
  /** The sessions: those of all kinds, then failures that were asked for as such. */
  readonly table: SessionTable;
  /** When each counts, Unix milliseconds: within the window that it came with. */
  readonly atMs: Float64Array;
  /** How many sessions each row of those of all kinds stands for, where failures are known apart. */
  readonly weights: Uint32Array;
  /** Rows of sessions of all kinds. */
  readonly sampled: number;
  /** The rows of the failures of a metric, where they were asked for as such. */
  readonly failures: ReadonlyMap<
    ProblemMetric,
    { readonly fromRow: number; readonly toRow: number }
  >;
}

/** Puts together what came. */
export function collected(parts: readonly Part[]): Collected {
  const inOrder = [
    ...parts.filter(({ failures }) => failures === undefined),
    ...parts.filter(({ failures }) => failures !== undefined)
      .sort((one, other) => one.failures! < other.failures! ? -1 : 1),
  ];
  const table = joinTables(inOrder.map((part) => part.table) as [SessionTable, ...SessionTable[]]);
  const atMs = new Float64Array(table.length);
  const weights = new Uint32Array(table.length).fill(1);
  const failures = new Map<ProblemMetric, { fromRow: number; toRow: number }>();
  let sampled = 0;
  let row = 0;
  for (const part of inOrder) {
    const toRow = row + part.table.length;
    atMs.set(timesOf(part), row);
    if (part.failures === undefined) {
      weights.fill(Math.max(1, Math.round(part.weight)), row, toRow);
      sampled = toRow;
    } else {
      const own = failures.get(part.failures);
      failures.set(part.failures, { fromRow: own?.fromRow ?? row, toRow });
    }
    row = toRow;
  }
  return { table, atMs, weights, sampled, failures };
}

/**
 * When the sessions of a part count: at their start if the window has it, or else at their end, since
 * an API may select by that; what has neither came with the window all the same.
 */
function timesOf({ table: { measures, length }, asked }: Part): Float64Array {
  const isIn = (ms: number) => ms >= asked.startMs && ms < asked.endMs;
  return Float64Array.from({ length }, (_, row) => {
    const [startMs, endMs] = [measures.startMs[row]!, measures.endMs[row]!];
    if (isIn(startMs)) return startMs;
    if (isIn(endMs)) return endMs;
    return startMs >= asked.endMs ? asked.endMs - 1 : asked.startMs;
  });
}
