import type { Endpoint } from "../../../../gen/endpoint.ts";
import type { TimeWindow } from "../../../query/time/time_window.ts";
import type { Part } from "./collected.ts";
import { BAD, outcomeFilter, type ProblemRule, UNKNOWN, verdictsOf } from "../problem.ts";

/** A pull of all failures of a kind. */
export interface FailurePull {
  /** What fails. */
  readonly rule: ProblemRule;
  /** The filter that picks them. */
  readonly flag: string;
  /** The windows to ask, those that touch as one. */
  readonly windows: readonly TimeWindow[];
}

/** How all failures of a kind can be asked for; `undefined` if no filter picks them. */
export function failurePull(
  rule: ProblemRule,
  windows: readonly TimeWindow[],
  endpoint: Endpoint,
): FailurePull | undefined {
  const flag = rule.outcome && outcomeFilter(rule, endpoint);
  return flag === undefined ? undefined : { rule, flag, windows: touching(windows) };
}

/**
 * With so many sessions of a sample for each failure, the failures say most of what can be known: the
 * variance of a log ratio is the sum of the inverse counts.
 */
const SAMPLED_A_FAILURE = 2;

/**
 * The rate of failures in a sample, if they are so rare that the sample is large beside all of them;
 * `undefined` if not.
 *
 * @param windows What the sample stands for.
 */
export function areRare(
  rule: ProblemRule,
  sample: readonly Part[],
  windows: readonly TimeWindow[],
): number | undefined {
  let [counted, bad] = [0, 0];
  for (const { table } of sample) {
    for (const verdict of verdictsOf(rule, table)) {
      if (verdict !== UNKNOWN) counted++;
      if (verdict === BAD) bad++;
    }
  }
  const rate = (bad + 1) / (counted + 1);
  const part = lengthOf(sample.map(({ asked }) => asked)) / lengthOf(windows);
  return part >= SAMPLED_A_FAILURE * rate ? rate : undefined;
}

function lengthOf(windows: readonly TimeWindow[]): number {
  return windows.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}

/** Windows in order of time, those that touch as one. */
function touching(windows: readonly TimeWindow[]): TimeWindow[] {
  const found: TimeWindow[] = [];
  for (const window of [...windows].sort((one, other) => one.startMs - other.startMs)) {
    const last = found.at(-1);
    if (last?.endMs === window.startMs) {
      found[found.length - 1] = { startMs: last.startMs, endMs: window.endMs };
    } else found.push(window);
  }
  return found;
}
