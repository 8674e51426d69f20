import type { TimeWindow } from "../../src/query/time_window.ts";
import type { PageSource } from "../../src/harvest/page_source.ts";
import type { CoverageGap, CoverageNotice } from "../../src/session/coverage.ts";
import type { Session } from "../../src/session/session.ts";
import type { SessionPage } from "../../src/slicing/mod.ts";
import { coverageWith } from "./coverage.ts";

// Long enough for a window to have settled.
const LONG_MS = 7 * 86_400_000;

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
  beforePage: (window: TimeWindow, signal: AbortSignal) => void | Promise<void> = () => {};

  constructor(sessions: readonly Session[], windowMs = 600_000) {
    this.sessions = sessions;
    this.windowMs = windowMs;
  }

  /** The source, to be handed to `harvest`. */
  readonly pages: PageSource = (range, { signal, knownCut }) => {
    this.asked.push(range);
    this.knownCuts.push(knownCut);
    return this.#generate(range, signal);
  };

  async *#generate(range: TimeWindow, signal: AbortSignal): AsyncGenerator<SessionPage> {
    for (let startMs = range.startMs; startMs < range.endMs; startMs += this.windowMs) {
      const window = { startMs, endMs: Math.min(startMs + this.windowMs, range.endMs) };
      await this.beforePage(window, signal);
      signal.throwIfAborted();
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
