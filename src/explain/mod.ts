/**
 * What sessions say, asked and answered: what is broken, where, since when, how bad, how sure.
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
export type { ContentDimension } from "../../gen/endpoints.ts";
export type { components, operations } from "../../gen/schema.ts";
export type {
  Attribute,
  Breakdown,
  Change,
  Codes,
  Comparator,
  ComparedSide,
  CompareOptions,
  Comparison,
  DecomposedValue,
  Decomposition,
  Detectable,
  Estimate,
  Group,
  Interval,
  Measure,
  MetricKey,
  MetricUnit,
  MetricValue,
  SessionTable,
  Since,
  SummarizeOptions,
  Summary,
  Threshold,
  Unavailable,
  UnavailableReason,
  Verdict,
  Where,
} from "../analysis/mod.ts";
export type { Clock } from "../client/clock.ts";
export type { EndpointClient, RequestOptions } from "../endpoint_client.ts";
export type { CheckedQuery, Filters } from "../query/check/checked_query.ts";
export type { QueryOf, SessionsQuery, TimeInput, WireQuery } from "../query/sessions_query.ts";
export type { TimeWindow } from "../query/time/time_window.ts";
export type {
  Coverage,
  CoverageGap,
  CoverageNotice,
  GapReason,
} from "../session/coverage/coverage.ts";
export type { Session } from "../session/session.ts";
export type {
  SessionPage,
  SessionPages,
  SessionStream,
  SliceOptions,
  SliceProgress,
  WindowEvidence,
} from "../slicing/types.ts";
export type {
  ComparisonAnswer,
  DiagnosisAnswer,
  PlanStep,
  Problem,
  ProblemCause,
  ProblemMetric,
  Provenance,
  Pulled,
  SummaryAnswer,
  TrendPoint,
  Unremarkable,
} from "./answers.ts";
export { apiTables } from "./api_tables.ts";
export type { AskOptions, AskProgress } from "./ask_options.ts";
export { compareSessions } from "./compare_sessions.ts";
export type { CompareWith } from "./compared_query.ts";
export { type DiagnoseOptions, diagnoseSessions } from "./diagnose_sessions.ts";
export type { SeenFor } from "./seen_alike.ts";
export { summarizeSessions } from "./summarize_sessions.ts";
export type { ReadTable, ReadTableOptions, TableSource } from "./table_source.ts";
