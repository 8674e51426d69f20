import type { Change, Group, MetricValue } from "../../src/analysis/mod.ts";
import { METRICS } from "../../src/analysis/mod.ts";
import type {
  ComparisonAnswer,
  DiagnosisAnswer,
  Problem,
  ProblemCause,
  SummaryAnswer,
} from "../../src/explain/mod.ts";
import { coverageWith } from "./coverage.ts";

const HOUR_MS = 3_600_000;

/** The start of the range of all answers here. */
export const RANGE_START_MS = Date.UTC(2026, 10, 22, 18);
const RANGE = { startMs: RANGE_START_MS, endMs: RANGE_START_MS + 2 * HOUR_MS };
const DAY_BEFORE = {
  startMs: RANGE.startMs - 24 * HOUR_MS,
  endMs: RANGE.endMs - 24 * HOUR_MS,
};
const NO_FILTERS = { parameters: {}, tags: {}, dimensions: {} };

/** A cause of video start failures. */
export function causeWith(parts: Partial<ProblemCause> = {}): ProblemCause {
  return {
    where: { cdn: "Polar Edge", device_os: "Android" },
    n: 1830,
    bad: 512,
    expectedBad: 62.2,
    ratio: 8.23,
    low: 6.9,
    high: 9.8,
    pAdjusted: 0.0002,
    explains: 0.93,
    share: 0.11,
    since: {
      startMs: RANGE_START_MS + HOUR_MS,
      lowMs: RANGE_START_MS + 0.9 * HOUR_MS,
      highMs: RANGE_START_MS + 1.1 * HOUR_MS,
      endMs: null,
    },
    inseparableFrom: [],
    query: {
      start: RANGE_START_MS + HOUR_MS,
      end: RANGE.endMs,
      is_video_start_failure: true,
      dimensions: { cdn: ["Polar Edge"], device_os: ["Android"] },
    },
    ...parts,
  };
}

/** Video start failures that rose. */
export function problemWith(parts: Partial<Problem> = {}): Problem {
  const causes = parts.causes ?? [causeWith()];
  return {
    metric: "vsf",
    n: 16_612,
    value: 0.0562,
    low: 0.0528,
    high: 0.0598,
    expected: 0.0292,
    heldAgainst: [DAY_BEFORE],
    since: causes[0]?.since ?? causeWith().since,
    unexplained: 0.07,
    trend: [],
    ...parts,
    causes,
  };
}

/** A diagnosis; by default of one incident. */
export function diagnosisWith(parts: Partial<DiagnosisAnswer> = {}): DiagnosisAnswer {
  const coverage = coverageWith({ range: RANGE });
  return {
    verdict: "incident",
    range: RANGE,
    baseline: [DAY_BEFORE],
    filters: NO_FILTERS,
    problems: [problemWith()],
    unremarkable: [],
    asked: { requests: 24, sessions: 33_000, plan: [] },
    coverage,
    provenance: { pulls: [] },
    ...parts,
  };
}

/** A share of sessions. */
export function shareOf(hits: number, n: number): MetricValue {
  const value = hits / n;
  const half = 1.96 * Math.sqrt(value * (1 - value) / n);
  return {
    value,
    numerator: hits,
    denominator: n,
    n,
    low: Math.max(0, value - half),
    high: Math.min(1, value + half),
    unit: "share",
  };
}

/** A group of sessions, of which some failed to start. */
export function groupOf(
  by: Group["by"],
  n: number,
  failures: number,
  parts: Partial<Group> = {},
): Group {
  const metrics = Object.fromEntries(
    Object.keys(METRICS).map((key) => [key, { unavailable: "not_recorded" }]),
  ) as Record<keyof typeof METRICS, MetricValue>;
  return {
    by,
    n,
    isSmall: n < 25,
    metrics: {
      ...metrics,
      attempts: { value: n, n, low: n, high: n, unit: "sessions" },
      vsf: shareOf(failures, n),
    },
    ...parts,
  };
}

/** A summary by CDN. */
export function summaryWith(parts: Partial<SummaryAnswer> = {}): SummaryAnswer {
  return {
    range: RANGE,
    filters: NO_FILTERS,
    by: ["cdn"],
    timeZone: "UTC",
    total: groupOf({}, 1000, 40),
    groups: [groupOf({ cdn: "Polar Edge" }, 300, 30), groupOf({ cdn: "Akamai" }, 690, 10)],
    other: groupOf({}, 10, 0),
    coverage: coverageWith({ range: RANGE }),
    provenance: { pulls: [] },
    ...parts,
  };
}

/** A change of video start failures. */
export function changeWith(parts: Partial<Change> = {}): Change {
  const [current, baseline] = [shareOf(90, 1000), shareOf(30, 1000)];
  if (!("value" in current && "value" in baseline)) throw new Error("Shares have values");
  return {
    metric: "vsf",
    by: {},
    current,
    baseline,
    difference: 0.06,
    differenceLow: 0.04,
    differenceHigh: 0.08,
    ratio: 3,
    low: 2,
    high: 4.5,
    p: 1e-8,
    pAdjusted: 1e-7,
    verdict: "worse",
    ...parts,
  };
}

/** A comparison with a day earlier. */
export function comparisonWith(parts: Partial<ComparisonAnswer> = {}): ComparisonAnswer {
  const side = (n: number, earlierMs: number) => {
    const range = { startMs: RANGE.startMs - earlierMs, endMs: RANGE.endMs - earlierMs };
    const coverage = coverageWith({ range });
    return { range, filters: NO_FILTERS, total: groupOf({}, n, 0), coverage };
  };
  return {
    current: side(1000, 0),
    baseline: side(1000, 24 * HOUR_MS),
    by: [],
    changes: [changeWith()],
    decompositions: [],
    coverage: coverageWith({ range: RANGE }),
    provenance: { pulls: [] },
    ...parts,
  };
}
