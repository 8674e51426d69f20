import type { CoverageTally } from "./coverage_tally.ts";
import type { CoverageGap } from "../session/coverage.ts";
import { coverageOf } from "../session/coverage_of.ts";
import type { Session } from "../session/session.ts";
import { SeenSessions } from "./seen_sessions.ts";
import type { Segment, SegmentResult } from "./segment.ts";
import { sessionSpan } from "./session_span.ts";
import type { TimeAxis } from "./time_axis.ts";
import type { SessionPage } from "./types.ts";

/** Turns what came for one segment after the other into pages: without duplicates, in order. */
export class PageMaker {
  readonly #axis: TimeAxis;
  readonly #tally: CoverageTally;
  readonly #limit: number;
  readonly #seen: SeenSessions;

  /** Makes pages of at most `limit` sessions in all, and counts them in the tally. */
  constructor(axis: TimeAxis, tally: CoverageTally, limit: number) {
    this.#axis = axis;
    this.#tally = tally;
    this.#limit = limit;
    this.#seen = new SeenSessions(axis);
  }

  /**
   * The page of the next segment.
   *
   * @param lateGaps Windows of earlier pages that turned out to be short.
   */
  make(
    segment: Segment,
    { page, gap }: SegmentResult,
    lateGaps: readonly CoverageGap[],
  ): SessionPage {
    const { requests, answeredAtMs } = segment;
    const window = this.#axis.windowOf(segment);
    const fresh = this.#seen.take(page.sessions, segment);
    const sessions = this.#inOrder(fresh).slice(0, this.#limit - this.#tally.sessions);
    const coverage = coverageOf({
      range: window,
      sessions: sessions.length,
      duplicates: page.sessions.length - fresh.length,
      requests,
      windows: 1,
      limitReached: sessions.length < fresh.length,
      unreadableRecords: page.unreadableRecords,
      unreadableFields: page.unreadableFields,
      unknownValues: page.unknownValues,
      correctedUnits: page.correctedUnits,
      notices: page.notices,
      gaps: [...lateGaps, ...(gap ? [{ ...window, ...gap }] : [])]
        .sort((a, b) => a.startMs - b.startMs),
    });
    this.#tally.addWindow(coverage);
    const evidence = gap ? "none" : "short";
    return { window, sessions, requests, answeredAtMs, evidence, coverage };
  }

  #inOrder(sessions: readonly Session[]): Session[] {
    const offsetMs = (session: Session) => {
      const { startMs } = sessionSpan(session);
      return startMs === undefined ? Infinity : this.#axis.offsetMs(startMs);
    };
    return sessions
      .map((session) => ({ session, offset: offsetMs(session) }))
      .sort((a, b) => a.offset === b.offset ? 0 : a.offset - b.offset)
      .map(({ session }) => session);
  }
}
