import type { Filters } from "../../query/check/checked_query.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import type { Coverage } from "../../session/coverage/coverage.ts";
import { mergeCoverage } from "../../session/coverage/merge_coverage.ts";
import { type Estimate, estimateSample } from "../metrics/estimate.ts";
import type { Metric, MetricKey } from "../metrics/metric.ts";
import { METRIC_LIST } from "../metrics/metrics.ts";
import { type Sample, SessionGroup } from "../metrics/sample.ts";
import { meetThresholds, type Threshold } from "../metrics/thresholds.ts";
import { adjustForMany } from "../statistics/adjust.ts";
import { differenceInterval, ratioOfValuesInterval } from "../statistics/change_interval.ts";
import { attributeOf, type SessionTable } from "../table/session_table.ts";
import { checkOptions } from "../summary/check_options.ts";
import { groupRows, rowsByGroup, SMALL_GROUP } from "../summary/group_rows.ts";
import type { Pull } from "../summary/pull.ts";
import { type Group, summarize } from "../summary/summarize.ts";
import { decompose, type Decomposition } from "./decompose.ts";
import { type Difference, testDifference } from "./test_difference.ts";

/** Sessions that are compared, and how they were got. */
export interface ComparedSessions {
  /** The sessions. */
  readonly table: SessionTable;
  /** How they were got. */
  readonly pull: Pull;
}

/** How sessions are compared. Everything has a default. */
export interface CompareOptions {
  /** Up to three dimensions or tags: the groups that changed most are listed. */
  readonly by?: readonly string[];
  /** The metrics to compare. Default: all that have a good and a bad direction. */
  readonly metrics?: readonly MetricKey[];
  /** What a good session keeps; without it, there is no share of good sessions. */
  readonly good?: readonly Threshold[];
  /** Groups with fewer sessions on either side are not compared. Default 25. */
  readonly minGroup?: number;
  /** Most groups that are listed. Default 10. */
  readonly maxGroups?: number;
}

/** One of the two pulls, in all. */
export interface ComparedSide {
  /** The range that was asked for. */
  readonly range: TimeWindow;
  /** What the sessions match. */
  readonly filters: Filters;
  /** All sessions. */
  readonly total: Group;
  /** What came back of what was asked. */
  readonly coverage: Coverage;
}

/** What can be said of a change; that none is shown does not say that there is none. */
export type Verdict = "worse" | "better" | "no_difference_shown";

/** How a metric differs between the two. */
export interface Change {
  /** The metric. */
  readonly metric: MetricKey;
  /** Of which sessions; empty for all. */
  readonly by: Readonly<Record<string, string | null>>;
  /** The metric of the current sessions. */
  readonly current: Estimate;
  /** The metric of the sessions that they are compared with. */
  readonly baseline: Estimate;
  /** The current value less the baseline's. */
  readonly difference: number;
  /** Lower bound of the difference, at 95 %; `null` if the sessions do not bound it. */
  readonly differenceLow: number | null;
  /** Upper bound of the difference. */
  readonly differenceHigh: number | null;
  /** The current value over the baseline's; `null` if that is 0. */
  readonly ratio: number | null;
  /** Lower bound of the ratio, at 95 %. */
  readonly low: number | null;
  /** Upper bound of the ratio, `null` if the baseline may be 0. */
  readonly high: number | null;
  /** Probability of so large a difference by chance alone. */
  readonly p: number;
  /** The same, adjusted for all comparisons that were made. */
  readonly pAdjusted: number;
  /** What can be said. */
  readonly verdict: Verdict;
}

/** Two pulls of sessions, compared. */
export interface Comparison {
  /** The current sessions. */
  readonly current: ComparedSide;
  /** What they are compared with. */
  readonly baseline: ComparedSide;
  /** The changes, of all sessions and then of the groups that changed most. */
  readonly changes: readonly Change[];
  /** For each metric of all sessions, how much of its change is a change of who watches. */
  readonly decompositions: readonly Decomposition[];
  /** What came back of what was asked, of both. */
  readonly coverage: Coverage;
}

const MOST_GROUPS = 10;
const SIGNIFICANT = 0.05;

type GroupOf = (rows: Uint32Array) => SessionGroup;

/** A metric of a group on both sides, tested. */
interface Test {
  readonly metric: Metric;
  readonly by: Change["by"];
  readonly current: Sample;
  readonly baseline: Sample;
  readonly difference: Difference;
}

/**
 * How the metrics of two pulls differ. Counts are not compared: they are of samples, and of ranges that
 * may not be as long.
 *
 * @example What is worse than an hour earlier
 * ```ts
 * import { CONTENT, createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { compare, tabulate } from "@conviva-sessions/conviva-sessions/analysis";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assert } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS, // Of an account: credentialsFromEnv()
 *   fetch: createSandboxHandler(), // Asks the API if left out
 * });
 * const filters = { parameters: {}, tags: {}, dimensions: {} };
 * const [now, before] = await Promise.all(
 *   [["now-15m", "now"], ["now-75m", "now-60m"]].map(async ([start, end]) => {
 *     const pages = client.pages({ start, end });
 *     const table = await tabulate(pages, CONTENT);
 *     return { table, pull: { filters, coverage: pages.coverage } };
 *   }),
 * );
 * const { changes } = compare(now!, before!);
 * const worse = changes.filter(({ verdict }) => verdict === "worse");
 * assert(worse.every(({ pAdjusted }) => pAdjusted <= 0.05));
 * ```
 *
 * @throws QueryError if one of the pulls was filtered by an outcome, or if the options are wrong.
 */
export function compare(
  current: ComparedSessions,
  baseline: ComparedSessions,
  options: CompareOptions = {},
): Comparison {
  const { by = [], good } = options;
  checkOptions([current.table, baseline.table], options);
  const sides = [current, baseline].map(({ table, pull }) => {
    const { total, ...side } = summarize(table, pull, { good });
    return { range: side.range, filters: side.filters, total, coverage: side.coverage };
  }) as [ComparedSide, ComparedSide];
  const metrics = METRIC_LIST.filter(({ key, better }) =>
    better && (options.metrics?.includes(key) ?? true)
  );
  const [groupNow, groupThen] = [current, baseline].map(({ table }) => {
    const verdicts = good && meetThresholds(table, good);
    return (rows: Uint32Array) => new SessionGroup(table, rows, verdicts);
  }) as [GroupOf, GroupOf];
  const test = (now: SessionGroup, then: SessionGroup, by: Change["by"]): Test[] =>
    metrics.flatMap((metric) => {
      const samples = { current: now.sample(metric.rule), baseline: then.sample(metric.rule) };
      if (samples.current.n === 0 || samples.baseline.n === 0) return [];
      const difference = testDifference(samples.current, samples.baseline);
      return [{ metric, by, ...samples, difference }];
    });
  const [allNow, allThen] = [
    groupNow(allRows(current.table)),
    groupThen(allRows(baseline.table)),
  ];
  const total = test(allNow, allThen, {});
  const groups = by.length === 0
    ? []
    : pairGroups(current.table, baseline.table, by, options.minGroup ?? SMALL_GROUP)
      .map(({ rows, rowsThen, values }) => test(groupNow(rows), groupThen(rowsThen), values));
  const tests = [total, ...groups].flat();
  const adjusted = adjustForMany(tests.map(({ difference }) => difference.p));
  const adjustedOf = new Map(tests.map((test, index) => [test, adjusted[index]!]));
  const listed = groups
    .sort((one, other) =>
      strongest(other) - strongest(one) || (nameOf(one) < nameOf(other) ? -1 : 1)
    )
    .slice(0, options.maxGroups ?? MOST_GROUPS);
  return {
    current: sides[0],
    baseline: sides[1],
    changes: [total, ...listed].flat().map((test) => changeOf(test, adjustedOf.get(test)!)),
    decompositions: decompose(allNow, allThen, metrics),
    coverage: mergeCoverage(sides[0].coverage, sides[1].coverage),
  };
}

function changeOf({ metric, by, difference, ...samples }: Test, pAdjusted: number): Change {
  const current = estimateSample(metric, samples.current)!;
  const baseline = estimateSample(metric, samples.baseline)!;
  const bounds = differenceInterval(current, baseline);
  return {
    metric: metric.key,
    by,
    current,
    baseline,
    difference: current.value - baseline.value,
    differenceLow: bounds.low,
    differenceHigh: bounds.high,
    ratio: baseline.value === 0 ? null : current.value / baseline.value,
    ...ratioOfValuesInterval(current, baseline),
    p: difference.p,
    pAdjusted,
    verdict: pAdjusted > SIGNIFICANT
      ? "no_difference_shown"
      : (difference.score > 0) === (metric.better === "higher")
      ? "better"
      : "worse",
  };
}

function nameOf([test]: readonly Test[]): string {
  return JSON.stringify(test?.by ?? {});
}

function strongest(tests: readonly Test[]): number {
  return tests.reduce((most, { difference }) => Math.max(most, Math.abs(difference.score)), 0);
}

function allRows({ length }: SessionTable): Uint32Array {
  return Uint32Array.from({ length }, (_, row) => row);
}

/** A group that both sides have, with the rows of its sessions on each. */
interface PairedGroup {
  readonly values: Change["by"];
  readonly rows: Uint32Array;
  readonly rowsThen: Uint32Array;
}

function pairGroups(
  current: SessionTable,
  baseline: SessionTable,
  by: readonly string[],
  minGroup: number,
): PairedGroup[] {
  const groups = (table: SessionTable) =>
    rowsByGroup(
      groupRows(table.length, by.flatMap((name) => table.attributes.get(name)?.codes ?? [])),
    )
      .filter((rows) => rows.length >= minGroup)
      .map((rows) => ({ rows, values: by.map((name) => attributeOf(table, rows[0]!, name)) }));
  const then = new Map(
    groups(baseline).map(({ rows, values }) => [JSON.stringify(values), rows] as const),
  );
  return groups(current).flatMap(({ rows, values }) => {
    const rowsThen = then.get(JSON.stringify(values));
    if (!rowsThen) return [];
    return [{
      rows,
      rowsThen,
      values: Object.fromEntries(by.map((name, at) => [name, values[at]!])),
    }];
  });
}
