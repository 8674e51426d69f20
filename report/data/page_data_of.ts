import type { ReportData } from "../report_data.ts";
import { packSessions } from "./pack_sessions.ts";
import type { PageData } from "./page_data.ts";

/** What lies in the page of a report. */
export function pageDataOf(report: ReportData): PageData {
  if (report.kind !== "search" && report.kind !== "viewer") return report;
  const { sessions, endpoint, ...rest } = report;
  return { ...rest, sessions: packSessions(sessions, endpoint) };
}
