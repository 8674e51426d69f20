import { CONTENT } from "../../gen/endpoints.ts";
import type { PageRequest, RequestPage } from "../../src/client/request/request_page.ts";
import { CheckedQuery } from "../../src/query/check/checked_query.ts";
import type { TimeWindow } from "../../src/query/time/time_window.ts";
import { slicePages } from "../../src/slicing/slice_pages.ts";
import type { SliceOptions } from "../../src/slicing/types.ts";
import { evenSource } from "./even_source.ts";
import { FakeClock } from "./fake_clock.ts";
import { NO_FILTERS } from "./no_filters.ts";

/** When the API's time begins. */
export const NOW_MS = Date.parse("2026-11-22T12:00:00Z");

/** The range of so many milliseconds up to the beginning. */
export const last = (ms: number): TimeWindow => ({ startMs: NOW_MS - ms, endMs: NOW_MS });

/** An API in a time of its own, whose requests take a second and can be watched. */
export class WatchedApi {
  /** Its time. */
  readonly clock = new FakeClock(NOW_MS);
  /** What it was asked, in order. */
  readonly asked: PageRequest[] = [];
  readonly endpoint = CONTENT;
  /** Requests that run. */
  active = 0;
  /** Most requests that ran at a time. */
  mostActive = 0;

  /** An API that answers so. */
  constructor(readonly answer: (request: PageRequest) => ReturnType<RequestPage>) {}

  /** Answers after a second, unless the signal aborts. */
  readonly requestPage: RequestPage = async (request, signal) => {
    this.asked.push(request);
    this.mostActive = Math.max(this.mostActive, ++this.active);
    try {
      await new Promise<void>((resolve, reject) => {
        const cancel = this.clock.setTimer(resolve, 1000);
        signal?.addEventListener("abort", () => {
          cancel();
          reject(signal.reason);
        });
      });
      return await this.answer(request);
    } finally {
      this.active--;
    }
  };

  /** Slices a range of it. */
  pages(range: TimeWindow, options?: SliceOptions) {
    return slicePages(new CheckedQuery(CONTENT, { range, filters: NO_FILTERS }), this, options);
  }
}

/** An API over sessions at an even pace. */
export function evenApi(range: TimeWindow, everyMs: number): WatchedApi {
  const source = evenSource(range, { everyMs });
  return new WatchedApi((request) => Promise.resolve(source.answer(request)));
}
