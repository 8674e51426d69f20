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
  NextCall,
  ReportData,
  ReportWords,
  SearchReport,
  SummaryReport,
  ViewerReport,
} from "./report_data.ts";
export { redactReport } from "./redact_report.ts";
export { emptyPage, PAGE_META, pageDataOf } from "./hosted_page.ts";
export { reportPage } from "./report_page.ts";
