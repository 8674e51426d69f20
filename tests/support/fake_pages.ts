import type { TimeWindow } from "../../src/query/time_window.ts";
import type { CoverageGap } from "../../src/session/coverage.ts";
import { coverageOf } from "../../src/session/coverage_of.ts";
import type { Session } from "../../src/session/session.ts";
import type { SessionPage } from "../../src/slicing/types.ts";

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
  /** Called before each page; may throw, or abort something. */
  beforePage: (window: TimeWindow, signal: AbortSignal) => void | Promise<void> = () => {};

  constructor(sessions: readonly Session[], windowMs = 600_000) {
    this.sessions = sessions;
    this.windowMs = windowMs;
  }

  /** The source, to be handed to `harvest`. */
  readonly pages = (range: TimeWindow, { signal }: { signal: AbortSignal }) => {
    this.asked.push(range);
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
      yield pageOf(window, sessions, this.gapsOf(window));
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
    answeredAtMs: window.endMs,
    evidence: "short",
    coverage: coverageOf({
      range: window,
      sessions: sessions.length,
      duplicates: 0,
      requests: 1,
      windows: 1,
      limitReached: false,
      unreadableRecords: 0,
      unreadableFields: {},
      unknownValues: {},
      correctedUnits: {},
      notices: [],
      gaps,
    }),
  };
}
