/**
 * One page that draws an answer: what is broken, what changed, what sessions say. It is a file of its
 * own, with the data inside.
 *
 * @module
 */
export type {
  Command,
  ComparisonReport,
  DiagnosisReport,
  ReportData,
  ReportWords,
  SearchReport,
  SummaryReport,
  ViewerReport,
} from "./report_data.ts";
export { redactReport } from "./redact_report.ts";
export { reportPage } from "./report_page.ts";
