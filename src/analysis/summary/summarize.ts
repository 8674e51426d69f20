import type { Filters } from "../../query/check/checked_query.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import type { Coverage } from "../../session/coverage/coverage.ts";
import { estimate, type MetricValue, valueOf } from "../metrics/estimate.ts";
import type { MetricKey } from "../metrics/metric.ts";
import { METRIC_LIST, METRICS } from "../metrics/metrics.ts";
import { SessionGroup, type Verdicts } from "../metrics/sample.ts";
import { meetThresholds, type Threshold } from "../metrics/thresholds.ts";
import { attributeOf, type SessionTable } from "../table/session_table.ts";
import { type Breakdown, bucketStarts } from "./breakdown.ts";
import { checkOptions } from "./check_options.ts";
import { groupRows, rowsByGroup, SMALL_GROUP } from "./group_rows.ts";
import { type Pull, refuseOutcomeFilters } from "./pull.ts";

/** How sessions are summarized. Everything has a default. */
export interface SummarizeOptions extends Breakdown {
  /** The metric that orders the groups. Default `attempts`. */
  readonly sort?: MetricKey;
  /** Which end of the order comes first. Default `descending`. */
  readonly order?: "ascending" | "descending";
  /** What a good session keeps; without it, there is no share of good sessions. */
  readonly good?: readonly Threshold[];
  /** Groups of fewer sessions are marked as small, and stand behind the others. Default 25. */
  readonly minGroup?: number;
  /** Most groups; the sessions of all others are one group, `other`. Default 20. */
  readonly maxGroups?: number;
}

/** The metrics of some sessions. */
export interface Group {
  /** Their values of the dimensions and tags; `null` where their records have none. */
  readonly by: Readonly<Record<string, string | null>>;
  /** Start of their bucket of time; `null` where their start is not known. */
  readonly startMs?: number | null;
  /** Number of sessions. */
  readonly n: number;
  /** Whether they are too few to be told from chance at a glance. */
  readonly isSmall: boolean;
  /** The metrics. */
  readonly metrics: Readonly<Record<MetricKey, MetricValue>>;
}

/** Sessions, summarized. */
export interface Summary {
  /** The range that was asked for. */
  readonly range: TimeWindow;
  /** What the sessions match. */
  readonly filters: Filters;
  /** All sessions. */
  readonly total: Group;
  /** The groups, in order. With the others they have every session once. */
  readonly groups: readonly Group[];
  /** The sessions of the groups that are not listed, if there are some. */
  readonly other?: Group;
  /** What came back of what was asked. */
  readonly coverage: Coverage;
}

const MOST_GROUPS = 20;

/**
 * The metrics of sessions, in all and by groups of them. Groups by time are in the order of time within
 * the groups by values; a bucket without sessions has no group.
 *
 * @param table The sessions.
 * @param pull How they were got.
 *
 * @example The start failures of each CDN, most first
 * ```ts
 * import { CONTENT, createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { isAvailable, summarize, tabulate } from "@conviva-sessions/conviva-sessions/analysis";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assert } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS, // Of an account: credentialsFromEnv()
 *   fetch: createSandboxHandler(), // Asks the API if left out
 * });
 * const pages = client.pages({ last: "15m" });
 * const table = await tabulate(pages, CONTENT);
 * const filters = { parameters: {}, tags: {}, dimensions: {} };
 * const pull = { filters, coverage: pages.coverage };
 * const { total, groups } = summarize(table, pull, { by: ["cdn"], sort: "vsf" });
 * for (const { n, metrics: { vsf } } of groups) {
 *   if (isAvailable(vsf)) assert(vsf.low! <= vsf.value && vsf.value <= vsf.high! && vsf.n <= n);
 * }
 * assert(total.n === pages.coverage.sessions);
 * ```
 *
 * @throws QueryError if the pull was filtered by an outcome, or if the options are wrong.
 */
export function summarize(
  table: SessionTable,
  pull: Pull,
  options: SummarizeOptions = {},
): Summary {
  refuseOutcomeFilters(pull, table.endpoint);
  checkOptions([table], options);
  const { by = [], everyMs, minGroup = SMALL_GROUP, good } = options;
  const verdicts = good && meetThresholds(table, good);
  const describe = (rows: Uint32Array, place: Pick<Group, "by" | "startMs">): Group => {
    const group = new SessionGroup(table, rows, verdicts);
    return {
      ...place,
      n: rows.length,
      isSmall: rows.length < minGroup,
      metrics: Object.fromEntries(
        METRIC_LIST.map((metric) => [metric.key, estimate(metric, group)]),
      ) as Record<MetricKey, MetricValue>,
    };
  };
  const valuesOf = (row: number) =>
    Object.fromEntries(by.map((name) => [name, attributeOf(table, row, name)]));
  const total = describe(Uint32Array.from({ length: table.length }, (_, row) => row), { by: {} });
  const { filters, coverage } = pull;
  const base = { range: coverage.range, filters, total, coverage };
  if (by.length === 0 && everyMs === undefined) return { ...base, groups: [] };

  const candidates = rowsByGroup(groupRows(
    table.length,
    by.flatMap((name) => table.attributes.get(name)?.codes ?? []),
  ));
  const listed = chooseGroups(candidates, table, options, verdicts);
  const starts = everyMs === undefined
    ? undefined
    : bucketStarts(table, everyMs, options.timeZone ?? "UTC");
  const groups = listed.flatMap((rows) => {
    const values = valuesOf(rows[0]!);
    return starts
      ? splitByTime(rows, starts).map(([startMs, rowsThen]) =>
        describe(rowsThen, { by: values, startMs })
      )
      : [describe(rows, { by: values })];
  });
  if (listed.length === candidates.length) return { ...base, groups };
  const others = rowsBeside(listed, table.length);
  return { ...base, groups, other: describe(others, { by: {} }) };
}

/** The first groups in the order that is asked for; small ones behind the others. */
function chooseGroups(
  candidates: readonly Uint32Array[],
  table: SessionTable,
  { by = [], sort = "attempts", order, minGroup = SMALL_GROUP, maxGroups = MOST_GROUPS }:
    SummarizeOptions,
  verdicts: Verdicts | undefined,
): Uint32Array[] {
  const direction = order === "ascending" ? 1 : -1;
  return candidates
    .map((rows) => ({
      rows,
      isSmall: rows.length < minGroup,
      value: valueOf(new SessionGroup(table, rows, verdicts).sample(METRICS[sort].rule)),
      name: JSON.stringify(by.map((name) => attributeOf(table, rows[0]!, name))),
    }))
    .sort((one, other) =>
      Number(one.isSmall) - Number(other.isSmall) ||
      Number(one.value === undefined) - Number(other.value === undefined) ||
      direction * ((one.value ?? 0) - (other.value ?? 0)) ||
      other.rows.length - one.rows.length ||
      // The order of sessions decides nothing.
      (one.name < other.name ? -1 : 1)
    )
    .slice(0, maxGroups)
    .map(({ rows }) => rows);
}

/** The rows of each bucket of time, in its order; those whose time is not known last. */
function splitByTime(
  rows: Uint32Array,
  starts: Float64Array,
): [startMs: number | null, rows: Uint32Array][] {
  const buckets = new Map<number, number[]>();
  for (const row of rows) {
    const bucket = buckets.get(starts[row]!);
    if (bucket) bucket.push(row);
    else buckets.set(starts[row]!, [row]);
  }
  return [...buckets]
    .sort(([one], [other]) => Number.isNaN(one) ? 1 : Number.isNaN(other) ? -1 : one - other)
    .map(([startMs, bucket]) => [Number.isNaN(startMs) ? null : startMs, Uint32Array.from(bucket)]);
}

/** The rows that are in none of the groups. */
function rowsBeside(groups: readonly Uint32Array[], length: number): Uint32Array {
  const isListed = new Uint8Array(length);
  for (const rows of groups) for (const row of rows) isListed[row] = 1;
  return Uint32Array.from({ length }, (_, row) => row).filter((row) => isListed[row] === 0);
}
