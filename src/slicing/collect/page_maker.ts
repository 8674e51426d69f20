import type { CoverageTally } from "../coverage/coverage_tally.ts";
import type { CoverageGap } from "../../session/coverage/coverage.ts";
import { mayPass } from "../../session/coverage/gaps.ts";
import { coverageOf } from "../../session/coverage/coverage_of.ts";
import type { Session } from "../../session/session.ts";
import { unreachedGaps } from "../../client/request/within_reach.ts";
import { SeenSessions } from "./seen_sessions.ts";
import type { ResponseCut } from "../answer/response_cut.ts";
import type { Segment, SegmentState } from "../queue/segment.ts";
import { noteDelivered, type ShortWindows } from "./short_windows.ts";
import { sessionSpan } from "../axis/selection.ts";
import type { TimeAxis } from "../axis/time_axis.ts";
import type { SessionPage } from "../types.ts";

type DoneState = Extract<SegmentState, { kind: "done" }>;

/** What a page maker works with. */
export interface PageMakerOptions {
  readonly axis: TimeAxis;
  /** Counts the pages. */
  readonly tally: CoverageTally;
  /** Most sessions in all. */
  readonly limit: number;
  /** Takes in the windows that came short and may be asked again. */
  readonly short: ShortWindows;
  /** Takes in the windows that may turn out to have come short. */
  readonly responseCut: ResponseCut;
  /** Keys of sessions that were delivered in an earlier round; absent in the first one. */
  readonly earlier: ReadonlySet<string> | undefined;
}

/** Turns what came for one segment after the other into pages: without duplicates, in order. */
export class PageMaker {
  readonly #options: PageMakerOptions;
  readonly #seen: SeenSessions;

  /** Makes pages, and counts them. */
  constructor(options: PageMakerOptions) {
    this.#options = options;
    this.#seen = new SeenSessions(options.axis, options.earlier);
  }

  /**
   * The page of the next segment.
   *
   * @param lateGaps Windows of earlier pages that turned out to be short.
   */
  make(segment: Segment, state: DoneState, lateGaps: readonly CoverageGap[]): SessionPage {
    const { page, gap } = state.result;
    const { axis, tally, limit } = this.#options;
    const { requests, answeredAtMs } = segment;
    const window = axis.windowOf(segment);
    const gaps = gap ? [{ ...window, ...gap }] : unreachedGaps(window, segment);
    const fresh = this.#seen.take(page.sessions, segment);
    const sessions = this.#inOrder(fresh).slice(0, limit - tally.sessions);
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
      gaps: [...lateGaps, ...gaps].sort((a, b) => a.startMs - b.startMs),
    });
    tally.addWindow(coverage);
    this.#noteDelivered(segment, state, sessions);
    const evidence = gaps.length > 0 ? "none" : segment.evidence;
    return { window, sessions, requests, answeredAtMs, evidence, coverage };
  }

  /** Notes what may be asked again: in the first round, what came short and may do better. */
  #noteDelivered(segment: Segment, { result, answer }: DoneState, sessions: Session[]): void {
    const { axis, short, responseCut, earlier } = this.#options;
    const window = axis.windowOf(segment);
    const { gap } = result;
    if (!earlier && gap && mayPass(gap)) {
      short.add({ window, reason: gap.reason, keys: this.#seen.keysOf(segment) });
    }
    if (answer) {
      const { length, limit } = answer.facts;
      const describe = () => ({ window, length, keys: this.#seen.keysOf(segment) });
      responseCut.deliver(length, limit, describe);
    }
    noteDelivered(sessions, [...short.windows, ...responseCut.delivered], axis.endpoint);
  }

  #inOrder(sessions: readonly Session[]): Session[] {
    const { axis } = this.#options;
    const offsetMs = (session: Session) => {
      const { startMs } = sessionSpan(session, axis.endpoint);
      return startMs === undefined ? Infinity : axis.offsetMs(startMs);
    };
    return sessions
      .map((session) => ({ session, offset: offsetMs(session) }))
      .sort((a, b) => a.offset === b.offset ? 0 : a.offset - b.offset)
      .map(({ session }) => session);
  }
}
