import { REPORT_PAGE } from "../gen/report_page.ts";
import { DATA_MARK } from "./bundle/data_mark.ts";

export { pageDataOf } from "./data/page_data_of.ts";
export { PAGE_META } from "./data/page_meta.ts";

/** The page without data, which waits for those of the host that it is in. */
export function emptyPage(): string {
  return REPORT_PAGE.replace(DATA_MARK, "");
}
