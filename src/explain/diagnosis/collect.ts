import type { SessionTable } from "../../analysis/table/session_table.ts";
import type { Filters } from "../../query/check/checked_query.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import type { PlanStep } from "../answers.ts";
import type { Pulls } from "../pulls.ts";
import { seenAlike, seenFor } from "../seen_alike.ts";
import type { Part } from "./collected.ts";

/** What is to be collected. */
export interface CollectOrder {
  readonly range: TimeWindow;
  readonly baseline: readonly TimeWindow[];
  readonly filters: Filters;
  readonly attributes?: readonly string[];
}

/** What was collected, and why so. */
export interface CollectedParts {
  readonly parts: readonly Part[];
  readonly plan: readonly PlanStep[];
  /** The windows of the baseline of which there is anything. */
  readonly baseline: readonly TimeWindow[];
}

/** Asks for all sessions of the range and of its baseline. */
export async function collectAll(
  pulls: Pulls,
  { range, baseline, filters, attributes }: CollectOrder,
): Promise<CollectedParts> {
  const share = 1 / (1 + baseline.length);
  const order = { filters, ...attributes && { attributes } };
  const now = await pulls.pull({ purpose: "current", windows: [range], ...order }, share);
  const then = await pulls.pull({ purpose: "baseline", windows: baseline, ...order }, 1);
  const seen = seenFor(now.tables[0]!, range);
  const partOf = (table: SessionTable, window: TimeWindow): Part => ({
    table,
    window,
    asked: window,
    weight: 1,
  });
  return {
    parts: [
      partOf(now.tables[0]!, range),
      ...then.tables.map((table, at) => {
        const window = baseline[at]!;
        return partOf(seen ? seenAlike(table, window, seen) : table, window);
      }),
    ],
    plan: [now.pulled, then.pulled].map(({ purpose, windows }) => ({
      purpose,
      windows,
      filters,
      reason: "all_of_range",
    })),
    baseline,
  };
}
