import type { Endpoint } from "../../../gen/endpoint.ts";
import { closest } from "../../query/name/closest.ts";
import { finding } from "../../query/finding/finding.ts";
import { queryError } from "../../query/finding/script_dialect.ts";
import { FACT } from "../table/facts.ts";
import type { SessionTable } from "../table/session_table.ts";
import type { MetricKey } from "./metric.ts";
import { METRIC_LIST } from "./metrics.ts";
import { UNKNOWN_VERDICT, type Verdicts } from "./sample.ts";

/** How a session's value compares with a bound. */
export type Comparator = "<=" | ">=" | "<" | ">";

const COMPARATORS: Readonly<Record<Comparator, (value: number, bound: number) => boolean>> = {
  "<=": (value, bound) => value <= bound,
  ">=": (value, bound) => value >= bound,
  "<": (value, bound) => value < bound,
  ">": (value, bound) => value > bound,
};

/** A bound that a good session keeps. */
export interface Threshold {
  /** A field of the spec that is a measure, or a metric that is a ratio: that of the session alone. */
  readonly of: string;
  /** How the value compares with the bound. */
  readonly comparator: Comparator;
  /** The bound, in the unit of the field or metric. */
  readonly bound: number;
}

const THRESHOLD = /^([a-z\d_.]+)\s*(<=|>=|<|>)\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/i;

/**
 * Reads thresholds, for example `video_start_time_ms<=2000,rebuffering_ratio<=0.02`.
 *
 * @example A threshold
 * ```ts
 * import { CONTENT } from "@conviva-sessions/conviva-sessions";
 * import { parseThresholds } from "@conviva-sessions/conviva-sessions/analysis";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseThresholds("video_start_time_ms<=2000", CONTENT), [
 *   { of: "video_start_time_ms", comparator: "<=", bound: 2000 },
 * ]);
 * ```
 *
 * @throws QueryError if a threshold cannot be read, or is of what no session has.
 */
export function parseThresholds(text: string, endpoint: Endpoint): Threshold[] {
  return text.split(",").map((part) => {
    const [, of, comparator, bound] = THRESHOLD.exec(part.trim()) ?? [];
    if (of === undefined) {
      throw queryError([
        finding("good", { value: part.trim() }, {
          problem: "a threshold is a name, a comparison and a number",
          allowed: `a list such as ${thresholdExample(endpoint)}`,
        }),
      ]);
    }
    const threshold = { of, comparator: comparator as Comparator, bound: Number(bound) };
    checkThreshold(threshold, endpoint);
    return threshold;
  });
}

/**
 * Thresholds as people write them, in names of an endpoint: for help and errors.
 *
 * @example Show what can be asked
 * ```ts
 * import { CONTENT } from "@conviva-sessions/conviva-sessions";
 * import { thresholdExample } from "@conviva-sessions/conviva-sessions/analysis";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(thresholdExample(CONTENT), "video_start_time_ms<=2000, rebuffering_ratio<=0.02");
 * ```
 */
export function thresholdExample({ fields }: Pick<Endpoint, "fields">): string {
  const startTime = fields.find(({ measure }) => measure === "videoStartMs");
  const ofMetric = `${"rebuffering_ratio" satisfies MetricKey}<=0.02`;
  return startTime ? `${startTime.path}<=2000, ${ofMetric}` : ofMetric;
}

/**
 * Which sessions of a table meet all thresholds. One that did not play does not; one whose record
 * lacks a value is unknown, unless it misses another threshold.
 *
 * @throws QueryError if a threshold is of what no session has.
 */
export function meetThresholds(
  table: SessionTable,
  thresholds: readonly Threshold[],
): Verdicts {
  for (const threshold of thresholds) checkThreshold(threshold, table.endpoint);
  const verdicts = new Uint8Array(table.length);
  const parts = thresholds.map(({ of, comparator, bound }) => ({
    valueOf: valueReader(of, table),
    compare: COMPARATORS[comparator],
    bound,
  }));
  for (let row = 0; row < table.length; row++) {
    const hasFailed = (table.known[row]! & FACT.played) !== 0 &&
      (table.holds[row]! & FACT.played) === 0;
    let verdict = hasFailed ? 0 : 1;
    for (const { valueOf, compare, bound } of parts) {
      if (verdict === 0) break;
      const value = valueOf(row);
      if (Number.isNaN(value)) verdict = UNKNOWN_VERDICT;
      else if (!compare(value, bound)) verdict = 0;
    }
    verdicts[row] = verdict;
  }
  return verdicts;
}

/**
 * Checks a threshold.
 *
 * @throws QueryError if it is of what no session has.
 */
export function checkThreshold({ of }: Threshold, endpoint: Endpoint): void {
  const names = thresholdNames(endpoint);
  if (names.includes(of)) return;
  const meant = closest(of, names);
  throw queryError([
    finding("good", { value: of }, {
      problem: `there is no such measure of a session${meant ? `; did you mean '${meant}'?` : ""}`,
      allowed: names.join(", "),
    }),
  ]);
}

/** What thresholds can be of. */
function thresholdNames({ fields }: Endpoint): string[] {
  return [
    ...fields.filter(({ measure }) => measure).map(({ path }) => path),
    ...METRIC_LIST.filter(({ rule }) => rule.kind === "ratio").map(({ key }) => key),
  ];
}

/** Reads the value of a field or a metric of a session; `NaN` if it is not known. */
function valueReader(of: string, { endpoint, measures }: SessionTable): (row: number) => number {
  const measure = endpoint.fields.find(({ path }) => path === of)?.measure;
  if (measure) return (row) => measures[measure][row]!;
  const rule = METRIC_LIST.find(({ key }) => key === of)?.rule;
  if (rule?.kind !== "ratio") throw new RangeError(`Cannot read '${of}' of a session`);
  const value = measures[rule.of];
  // A weight cancels out in the ratio of one session.
  if (rule.weight) return (row) => value[row]!;
  const parts = rule.over.map((name) => measures[name]);
  return (row) => {
    const sum = parts.reduce((total, part) => total + part[row]!, 0);
    return sum > 0 ? value[row]! / sum : NaN;
  };
}
