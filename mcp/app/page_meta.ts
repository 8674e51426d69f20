import { PAGE_META, pageDataOf, type ReportData } from "../../report/mod.ts";
import type { ToolContext } from "../tools/tool_context.ts";

/** What a result says to the page that draws it; models do not see it. */
export function pageMeta(
  report: ReportData,
  { outgoing }: Pick<ToolContext, "outgoing">,
): Record<string, unknown> {
  return { [PAGE_META]: outgoing(pageDataOf(report)) };
}
