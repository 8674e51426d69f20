import { joinTables } from "../../../analysis/table/join_tables.ts";
import type { SessionTable } from "../../../analysis/table/session_table.ts";
import type { TimeWindow } from "../../../query/time/time_window.ts";
import type { ProblemMetric } from "../../answers.ts";

/** Sessions that came with a window. */
export interface Part {
  /** The sessions. */
  readonly table: SessionTable;
  /** What was asked. */
  readonly asked: TimeWindow;
  /** What it stands for: longer, if the range was thinned. */
  readonly stratum: TimeWindow;
  /** What they all are, if they were asked for as failures. */
  readonly failures?: ProblemMetric;
}

/** All sessions that came for a diagnosis, in one table. */
export interface Collected {
  /** The sessions: those of all kinds, then failures that were asked for as such. */
  readonly table: SessionTable;
  /** When each was, Unix milliseconds, within the window that it came with. */
  readonly atMs: Float64Array;
  /** The same, spread over what the window stands for. */
  readonly spreadMs: Float64Array;
  /** How many sessions each row of those of all kinds stands for, in whole numbers. */
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
    ...[...Map.groupBy(parts, ({ failures }) => failures)]
      .flatMap(([metric, some]) => metric === undefined ? [] : some),
  ];
  const table = joinTables(inOrder.map((part) => part.table) as [SessionTable, ...SessionTable[]]);
  const atMs = new Float64Array(table.length);
  const spreadMs = new Float64Array(table.length);
  const weights = new Uint32Array(table.length).fill(1);
  const failures = new Map<ProblemMetric, { fromRow: number; toRow: number }>();
  let sampled = 0;
  let row = 0;
  for (const part of inOrder) {
    const toRow = row + part.table.length;
    const times = timesOf(part);
    const weight = lengthOf(part.stratum) / lengthOf(part.asked);
    atMs.set(times, row);
    spreadMs.set(
      times.map((ms) => part.stratum.startMs + (ms - part.asked.startMs) * weight),
      row,
    );
    if (part.failures === undefined) {
      // Whole numbers whose sum is that of the weights.
      for (let at = 0; row + at < toRow; at++) {
        weights[row + at] = Math.round((at + 1) * weight) - Math.round(at * weight);
      }
      sampled = toRow;
    } else {
      const fromRow = failures.get(part.failures)?.fromRow ?? row;
      failures.set(part.failures, { fromRow, toRow });
    }
    row = toRow;
  }
  return { table, atMs, spreadMs, weights, sampled, failures };
}

function lengthOf({ startMs, endMs }: TimeWindow): number {
  return endMs - startMs;
}

/**
 * When the sessions of a part count: at their start if the window has it, or else at their end, since
 * an API may select by that; what has neither came with the window all the same.
 */
export function timesOf(
  { table: { measures, length }, asked }: Pick<Part, "table" | "asked">,
): Float64Array {
  const isIn = (ms: number) => ms >= asked.startMs && ms < asked.endMs;
  return Float64Array.from({ length }, (_, row) => {
    const [startMs, endMs] = [measures.startMs[row]!, measures.endMs[row]!];
    if (isIn(startMs)) return startMs;
    if (isIn(endMs)) return endMs;
    return startMs >= asked.endMs ? asked.endMs - 1 : asked.startMs;
  });
}
