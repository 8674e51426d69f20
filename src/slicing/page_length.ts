import type { DecodedPage } from "../session/decoded_page.ts";

/** Number of records that a response had, whether or not they could be read. */
export function pageLength({ sessions, unreadableRecords }: DecodedPage): number {
  return sessions.length + unreadableRecords;
}
