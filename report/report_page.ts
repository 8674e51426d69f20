import { REPORT_PAGE } from "../gen/report_page.ts";
import { DATA_MARK } from "./bundle/data_mark.ts";
import { embedJson } from "./data/embed_json.ts";
import { pageDataOf } from "./data/page_data_of.ts";
import type { ReportData } from "./report_data.ts";

/**
 * Makes a page of an answer: one HTML file with the answer inside that asks no network.
 *
 * Nothing is redacted here: whoever makes a report decides what may be in it.
 */
export function reportPage(report: ReportData): string {
  const at = REPORT_PAGE.indexOf(DATA_MARK);
  return REPORT_PAGE.slice(0, at) + embedJson(pageDataOf(report)) +
    REPORT_PAGE.slice(at + DATA_MARK.length);
}
