import type { TimeWindow } from "../query/time_window.ts";
import type { Coverage } from "./coverage.ts";
import { coverageOf } from "./coverage_of.ts";
import type { DecodedPage } from "./decoded_page.ts";

/**
 * The coverage of a single request. A response as long as the limit has reached it: the API does not
 * say whether there were more.
 *
 * @param limit The limit that was asked for.
 */
export function pageCoverage(
  range: TimeWindow,
  limit: number,
  page: DecodedPage & { readonly attempts: number },
): Coverage {
  const { sessions, attempts, unreadableRecords, more } = page;
  return coverageOf({
    range,
    sessions: sessions.length,
    duplicates: 0,
    requests: attempts,
    windows: 1,
    limitReached: sessions.length + unreadableRecords >= limit,
    unreadableRecords,
    unreadableFields: page.unreadableFields,
    unknownValues: page.unknownValues,
    correctedUnits: page.correctedUnits,
    notices: page.notices,
    gaps: more === undefined ? [] : [{ ...range, reason: "partial", message: more }],
  });
}
