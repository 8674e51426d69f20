/**
 * What sessions say, asked and answered: what is broken, where, since when, how bad, how sure.
 *
 * @module
 */
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
export type { ReadTable, ReadTableOptions, TableSource } from "./table_source.ts";
