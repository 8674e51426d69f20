import { CONTENT } from "../../gen/endpoints.ts";
import type { RequestPage } from "../../src/client/request/request_page.ts";
import { CheckedQuery } from "../../src/query/check/checked_query.ts";
import type { TimeWindow } from "../../src/query/time/time_window.ts";
import type { SessionPage, SliceOptions } from "../../src/slicing/types.ts";
import { slicePages } from "../../src/slicing/slice_pages.ts";
import { type FakeClock, runWithClock } from "./fake_clock.ts";
import { NO_FILTERS } from "./no_filters.ts";

/** Collects a range to its end. */
export async function collect(
  range: TimeWindow,
  requestPage: RequestPage,
  clock: FakeClock,
  options: SliceOptions = {},
) {
  const pages: SessionPage[] = [];
  const stream = slicePages(
    new CheckedQuery(CONTENT, { range, filters: NO_FILTERS }),
    { endpoint: CONTENT, requestPage, clock },
    options,
  );
  await runWithClock(
    (async () => {
      for await (const page of stream) pages.push(page);
    })(),
    clock,
  );
  return { pages, sessions: pages.flatMap((page) => page.sessions), coverage: stream.coverage };
}
