import { quantileOf } from "../../analysis/statistics/quantile.ts";
import type { SessionTable } from "../../analysis/table/session_table.ts";
import { type ProblemRule, valuesOf } from "./problem.ts";

/**
 * The part of the baseline's plays below the limit. One play in twenty is slow then when nothing is
 * wrong: often enough to be counted in small groups, and so far up the tail that whatever slows a group
 * down multiplies it.
 */
const USUAL = 0.95;

/** Stalling that nobody notices is no problem, however rare: below 1 % of the viewing. */
const LEAST_REBUFFERING = 0.01;

/** Significant digits of a limit: people are to read and repeat it. */
const DIGITS = 2;

/**
 * The limit above which a play is bad if the caller names none, from the plays of the baseline;
 * `undefined` if it has none.
 */
export function defaultLimit(
  rule: ProblemRule,
  table: SessionTable,
  baseline: Uint32Array,
): number | undefined {
  const values = valuesOf(rule, table);
  const sorted = Float64Array.from(baseline, (row) => values[row]!)
    .filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return undefined;
  const usual = Number(quantileOf(sorted, USUAL).toPrecision(DIGITS));
  return rule.unit === "share" ? Math.max(LEAST_REBUFFERING, usual) : usual;
}
