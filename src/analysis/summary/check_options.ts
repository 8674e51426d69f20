import type { Endpoint } from "../../../gen/endpoint.ts";
import type { QueryFinding } from "../../errors.ts";
import { closest } from "../../query/name/closest.ts";
import { finding } from "../../query/finding/finding.ts";
import { queryError } from "../../query/finding/script_dialect.ts";
import type { MetricKey } from "../metrics/metric.ts";
import { METRICS } from "../metrics/metrics.ts";
import { checkThreshold, type Threshold } from "../metrics/thresholds.ts";
import type { SessionTable } from "../table/session_table.ts";
import type { Breakdown } from "./breakdown.ts";
import { timeBuckets } from "./time_buckets.ts";

const MOST_DIMENSIONS = 3;
/** A month in buckets of five minutes has fewer. */
const MOST_BUCKETS = 10_000;

/** What can be wrong with how sessions are to be summarized or compared. */
interface Options extends Breakdown {
  readonly sort?: MetricKey;
  readonly metrics?: readonly MetricKey[];
  readonly good?: readonly Threshold[];
  readonly minGroup?: number;
  readonly maxGroups?: number;
}

/**
 * Checks what can be known of options without sessions, so that nothing is asked in vain.
 *
 * @throws QueryError with all that is wrong.
 */
export function checkChoices(options: Options, endpoint: Endpoint): void {
  throwIfAny([...choiceFindings(options)]);
  for (const threshold of options.good ?? []) checkThreshold(threshold, endpoint);
}

/**
 * Checks how the sessions of tables are to be summarized or compared.
 *
 * @throws QueryError with all that is wrong.
 */
export function checkOptions(tables: readonly SessionTable[], options: Options): void {
  throwIfAny([
    ...choiceFindings(options),
    ...checkNames(tables, options),
    ...tables.flatMap((table) => [...checkBuckets(table, options)]),
  ]);
}

function throwIfAny(findings: readonly QueryFinding[]): void {
  if (findings.length > 0) throw queryError(findings);
}

function* choiceFindings(options: Options): Generator<QueryFinding> {
  const { by = [], sort, metrics, everyMs, timeZone = "UTC", minGroup, maxGroups } = options;
  if (by.length > MOST_DIMENSIONS || new Set(by).size < by.length) {
    yield finding("by", { value: by }, {
      problem: "sessions are grouped by few dimensions or tags, each once",
      allowed: `up to ${MOST_DIMENSIONS} different ones`,
      correction: { by: [...new Set(by)].slice(0, MOST_DIMENSIONS) },
    });
  }
  yield* checkMetrics("sort", sort === undefined ? [] : [sort]);
  yield* checkMetrics("metrics", metrics ?? []);
  yield* checkPositive("minGroup", minGroup);
  yield* checkPositive("maxGroups", maxGroups);
  yield* checkPositive("everyMs", everyMs);
  if (!timeBuckets(1, timeZone)) {
    yield finding("timeZone", { value: timeZone }, {
      problem: "there is no such time zone",
      allowed: "an IANA name of a time zone",
      correction: { timeZone: "Europe/Berlin" },
    });
  }
}

function* checkMetrics(parameter: string, names: readonly string[]): Generator<QueryFinding> {
  for (const name of names) {
    if (Object.hasOwn(METRICS, name)) continue;
    const meant = closest(name, Object.keys(METRICS));
    yield finding(parameter, { value: name }, {
      problem: "there is no such metric",
      allowed: Object.keys(METRICS).join(", "),
      ...meant && { correction: { [parameter]: parameter === "sort" ? meant : [meant] } },
    });
  }
}

function* checkPositive(parameter: string, value: number | undefined): Generator<QueryFinding> {
  if (value === undefined || (Number.isSafeInteger(value) && value > 0)) return;
  yield finding(parameter, { value }, {
    problem: "this must be a positive whole number",
    allowed: "1 or more",
  });
}

function* checkNames(
  tables: readonly SessionTable[],
  { by = [] }: Breakdown,
): Generator<QueryFinding> {
  // Where there are no sessions, no name is wrong.
  if (tables.every(({ length }) => length === 0)) return;
  const names = new Set(
    tables.flatMap(({ endpoint, attributes }) => [
      ...attributes.keys(),
      ...Object.keys(endpoint.dimensions),
    ]),
  );
  for (const name of by) {
    if (names.has(name)) continue;
    const meant = closest(name, names);
    yield finding("by", { value: name }, {
      problem: "no session has a value of it",
      allowed: { kind: "dimension" },
      ...meant ? { correction: { by: [meant] } } : { wayOut: "dimensions" },
    });
  }
}

function* checkBuckets(
  { measures }: SessionTable,
  { everyMs }: Breakdown,
): Generator<QueryFinding> {
  if (everyMs === undefined || !(everyMs > 0)) return;
  let first = Infinity;
  let last = -Infinity;
  for (const ms of measures.startMs) {
    if (ms < first) first = ms;
    if (ms > last) last = ms;
  }
  if ((last - first) / everyMs > MOST_BUCKETS) {
    yield finding("everyMs", { value: everyMs }, {
      problem: `the sessions would fall into more than ${MOST_BUCKETS} buckets of time`,
      allowed: `${Math.ceil((last - first) / MOST_BUCKETS)} or more`,
    });
  }
}
