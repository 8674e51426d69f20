/**
 * What sessions say of a service: pure functions over a compact table of them.
 *
 * @module
 */
export type {
  AnswerFact,
  DimensionFact,
  Endpoint,
  FieldFact,
  Grade,
  KeyFact,
  LimitFacts,
  LiveFact,
  MeasureName,
  OutcomeFact,
  ParameterFact,
  RangeFact,
  RateFact,
} from "../../gen/endpoint.ts";
export type { components } from "../../gen/schema.ts";

export type { Filters } from "../query/check/checked_query.ts";
export type { TimeWindow } from "../query/time/time_window.ts";
export type {
  Coverage,
  CoverageGap,
  CoverageNotice,
  GapReason,
} from "../session/coverage/coverage.ts";
export type { Session } from "../session/session.ts";

export { FACT, type FactName } from "./table/facts.ts";
export {
  type Attribute,
  attributeOf,
  type Codes,
  factOf,
  type Measure,
  MEASURES,
  type SessionTable,
} from "./table/session_table.ts";
export {
  type SessionColumns,
  SessionTableBuilder,
  type TableOptions,
} from "./table/session_table_builder.ts";
export { type SessionBatch, type SessionSource, tabulate } from "./table/tabulate.ts";

export {
  type Estimate,
  isAvailable,
  type MetricValue,
  type Unavailable,
  type UnavailableReason,
} from "./metrics/estimate.ts";
export type {
  Condition,
  CountRule,
  MeanRule,
  Metric,
  MetricKey,
  MetricRule,
  MetricUnit,
  PercentileRule,
  RatioRule,
  ShareRule,
} from "./metrics/metric.ts";
export { METRICS } from "./metrics/metrics.ts";
export {
  type Comparator,
  parseThresholds,
  type Threshold,
  thresholdExample,
} from "./metrics/thresholds.ts";
export type { Interval } from "./statistics/interval.ts";

export type { Breakdown } from "./summary/breakdown.ts";
export type { Pull } from "./summary/pull.ts";
export { type Group, summarize, type SummarizeOptions, type Summary } from "./summary/summarize.ts";

export {
  type Change,
  compare,
  type ComparedSessions,
  type ComparedSide,
  type CompareOptions,
  type Comparison,
  type Verdict,
} from "./comparison/compare.ts";
export type { DecomposedValue, Decomposition } from "./comparison/decompose.ts";

export {
  type Alternative,
  type Cause,
  type CodedAttribute,
  type Counts,
  type Detectable,
  diagnose,
  type Diagnosis,
  type DiagnosisQuestion,
  type Observations,
  type Overall,
  rankExplanations,
  type Since,
  type Where,
} from "./diagnosis/mod.ts";
