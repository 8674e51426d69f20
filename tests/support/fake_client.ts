import { CONTENT } from "../../gen/endpoints.ts";
import type { Clock } from "../../src/client/clock.ts";
import {
  harvest,
  type HarvestClient,
  type HarvestOptions,
  type HarvestSummary,
} from "../../src/harvest/mod.ts";
import { checkQuery } from "../../src/query/check/check_query.ts";
import type { Filters } from "../../src/query/check/checked_query.ts";
import type { TimeWindow } from "../../src/query/time/time_window.ts";
import type { CoverageGap, CoverageNotice } from "../../src/session/coverage/coverage.ts";
import { coverageWith } from "./coverage.ts";
import type { Session } from "../../src/session/session.ts";
import type { SessionPage, SliceOptions } from "../../src/slicing/types.ts";
import { FakeClock } from "./fake_clock.ts";

// Long enough for a window to have settled.
const LONG_MS = 7 * 86_400_000;

/** Asks for a range, one page a window. */
export type PageSource = (range: TimeWindow, options: SliceOptions) => AsyncIterable<SessionPage>;

/** What is harvested from a page source in the place of a client. */
export interface FakeHarvest extends Omit<HarvestOptions, "client" | "query"> {
  readonly pages: PageSource;
  readonly range: TimeWindow;
  readonly filters?: Partial<Filters>;
  /** Where a client would ask. */
  readonly source?: string;
  /** The clock of the API and of the client; by default at a time when all has settled. */
  readonly clock?: Clock;
}

/** A client whose pages come from a page source. */
export function fakeClient(
  { pages, source = "test", clock = new FakeClock(Date.parse("2026-11-25T12:00Z")) }: Pick<
    FakeHarvest,
    "pages" | "source" | "clock"
  >,
): HarvestClient {
  const check: HarvestClient["check"] = (query) =>
    checkQuery(query, { endpoint: CONTENT, nowMs: clock.now(), requests: "many" });
  return {
    endpoint: CONTENT,
    source,
    clock,
    check,
    pages(query, options = {}) {
      const { range } = check(query);
      return {
        coverage: pageOf(range, []).coverage,
        [Symbol.asyncIterator]: () => pages(range, options)[Symbol.asyncIterator](),
      };
    },
  };
}

/** Harvests from a page source. */
export function harvestPages(
  { pages, source, clock, range, filters = {}, ...options }: FakeHarvest,
): Promise<HarvestSummary> {
  const { parameters, tags, dimensions } = filters;
  const { startMs, endMs } = range;
  return harvest({
    ...options,
    client: fakeClient({ pages, source, clock }),
    query: { ...parameters, tags, dimensions, start: startMs, end: endMs },
  });
}

/** A source of pages over a fixed set of sessions, selected by their start, that remembers what it was asked. */
export class FakePages {
  /** The ranges that were asked for, in order. */
  readonly asked: TimeWindow[] = [];
  /** Sessions that there are; a test may change them. */
  sessions: readonly Session[];
  /** Windows of a page. */
  windowMs: number;
  /** What is short of each window; a test may change it. */
  gapsOf: (window: TimeWindow) => CoverageGap[] = () => [];
  /** When a window is answered, by the API's clock; by default long after it has settled. */
  answeredAtMs: (window: TimeWindow) => number = ({ endMs }) => endMs + LONG_MS;
  /** What is noticed in each window; a test may change it. */
  noticesOf: (window: TimeWindow) => CoverageNotice[] = () => [];
  /** The cut that each range was told of. */
  readonly knownCuts: (number | undefined)[] = [];
  /** Called before each page; may throw, or abort something. */
  beforePage: (window: TimeWindow, signal?: AbortSignal) => void | Promise<void> = () => {};

  constructor(sessions: readonly Session[], windowMs = 600_000) {
    this.sessions = sessions;
    this.windowMs = windowMs;
  }

  /** The source. */
  readonly pages: PageSource = (range, { signal, knownCut }) => {
    this.asked.push(range);
    this.knownCuts.push(knownCut);
    return this.#generate(range, signal);
  };

  async *#generate(range: TimeWindow, signal?: AbortSignal): AsyncGenerator<SessionPage> {
    for (let startMs = range.startMs; startMs < range.endMs; startMs += this.windowMs) {
      const window = { startMs, endMs: Math.min(startMs + this.windowMs, range.endMs) };
      await this.beforePage(window, signal);
      signal?.throwIfAborted();
      const sessions = this.sessions.filter(({ session_start_timestamp_ms: start }) =>
        start! >= window.startMs && start! < window.endMs
      );
      const page = pageOf(window, sessions, this.gapsOf(window));
      const notices = this.noticesOf(window);
      yield {
        ...page,
        answeredAtMs: this.answeredAtMs(window),
        coverage: { ...page.coverage, notices },
      };
    }
  }
}

/** A page as slicing makes it. */
export function pageOf(
  window: TimeWindow,
  sessions: readonly Session[],
  gaps: readonly CoverageGap[] = [],
): SessionPage {
  return {
    window,
    sessions: [...sessions],
    requests: 1,
    answeredAtMs: window.endMs + LONG_MS,
    evidence: "short",
    coverage: coverageWith({ range: window, sessions: sessions.length, gaps }),
  };
}
