import type { TimeWindow } from "../../query/time/time_window.ts";
import type { Coverage, CoverageGap } from "./coverage.ts";
import { partialGap } from "./gaps.ts";
import { coverageOf } from "./coverage_of.ts";
import type { DecodedPage } from "../decode/decoded_page.ts";

/**
 * A response that is shorter than its limit by no more than this part may have been cut off all the
 * same, by a server that takes rows out afterwards. One request cannot show that it was not.
 */
const NEAR_PART = 0.02;

/**
 * The coverage of a single request. A response as long as the limit, or nearly, has reached it: the
 * API does not say whether there were more.
 *
 * @param limit The limit that was asked for.
 * @param unreached The parts of the range that the request did not reach.
 */
export function pageCoverage(
  range: TimeWindow,
  limit: number,
  page: DecodedPage & { readonly attempts: number },
  unreached: readonly CoverageGap[] = [],
): Coverage {
  const { sessions, attempts, unreadableRecords, more } = page;
  return coverageOf({
    range,
    sessions: sessions.length,
    duplicates: 0,
    requests: attempts,
    windows: 1,
    limitReached: sessions.length + unreadableRecords >= limit - Math.floor(NEAR_PART * limit),
    unreadableRecords,
    unreadableFields: page.unreadableFields,
    unknownValues: page.unknownValues,
    correctedUnits: page.correctedUnits,
    notices: page.notices,
    gaps: [
      ...unreached,
      ...(more === undefined ? [] : [{ ...range, ...partialGap(more) }]),
    ],
  });
}
