import { LIMITS } from "../../gen/facts.ts";
import type { TimeWindow } from "../query/time_window.ts";
import type { CoverageNotice, GapReason } from "../session/coverage.ts";
import { joinNotices } from "../session/merge_coverage.ts";
import type { Session } from "../session/session.ts";
import { sessionKey } from "../session/session_key.ts";
import { type DecodedPage, EMPTY_PAGE } from "../session/decoded_page.ts";
import type { CapCheck, SuspectedResponse } from "./cap_check.ts";
import { CapWatch } from "./cap_watch.ts";
import type { CoverageTally } from "./coverage_tally.ts";
import { type FullResponse, middleCut } from "./full_response.ts";
import {
  cutOffNotice,
  smallestWindowMessage,
  splitInVainMessage,
  unknowableMessage,
} from "./gap_messages.ts";
import { type JoinedPage, joinKnown } from "./known_sessions.ts";
import { pageLength } from "./page_length.ts";
import type { MoreClaims } from "./more_claims.ts";
import { reachOf } from "./reachable.ts";
import { Segment } from "./segment.ts";
import { isExpected, NEAR_PART, type ResponseCut } from "./response_cut.ts";
import { type RoundingWatch, widened } from "./rounding_watch.ts";
import { entryOffsetMs, type Selection, SelectionGuess } from "./selection.ts";
import { sessionSpan } from "./session_span.ts";
import { isSplittingInVain, widthInVainMs } from "./splitting_in_vain.ts";
import type { Stretch, TimeAxis } from "./time_axis.ts";
import type { WindowPlanner } from "./window_planner.ts";
import { type WindowShape, windowShape } from "./window_shape.ts";

/** What a queue is made of. */
export interface SegmentQueueOptions {
  readonly axis: TimeAxis;
  /** The range of the collection, which the axis is a part of when it is asked again. */
  readonly range: TimeWindow;
  readonly planner: WindowPlanner;
  readonly responseCut: ResponseCut;
  readonly rounding: RoundingWatch;
  readonly moreClaims: MoreClaims;
  readonly tally: CoverageTally;
  readonly minWindowMs: number;
  /** Most segments that are planned and not delivered. */
  readonly maxSegments: number;
  /** Most sessions in all. */
  readonly limit: number;
}

/** Neighbours share a millisecond, so that nothing falls between windows that have neither end. */
const OVERLAP_MS = 1;
/** Windows below this may be too fine for an API that counts in seconds. */
const FINE_WIDTH_MS = 1000;
/** More sessions outside of a window, as a part, show that it was not cut as asked. */
const OUTSIDE_PART = 0.05;
/** A shorter window that failed is not asked in halves. */
const MIN_WIDTH_TO_HALVE_MS = 120_000;
/** After so many failures in a row the API is taken to be out of order. */
const FAILURES_OF_OUTAGE = 4;

/**
 * The segments of a range, from the first that is not delivered to the last that is planned, and
 * behind it the part that is not planned yet. A full response shortens its segment, or splits it
 * where what lies behind is planned already.
 */
export class SegmentQueue {
  readonly #options: SegmentQueueOptions;
  readonly #segments: Segment[] = [];
  readonly #selection = new SelectionGuess();
  readonly #capWatch: CapWatch;
  /** Offset at which the part begins that is not planned yet. */
  #plannedToMs = 0;
  /** How much younger than the maximum age a window must be, since requests travel. */
  ageMarginMs = 2000;
  /** Responses that were full. */
  fullResponses = 0;
  readonly #rounding: RoundingWatch;
  #failuresInARow = 0;
  /** When a segment was asked last. */
  #nowMs = 0;

  /** A queue of a whole axis. */
  constructor(options: SegmentQueueOptions) {
    this.#options = options;
    this.#rounding = options.rounding;
    this.#capWatch = new CapWatch(options.responseCut, {
      segments: this.#segments,
      describe: (segment, page) => this.#describe(segment, page),
      halve: (segment, check) => this.#halve(segment, check),
      complete: (segment, page) => this.#complete(segment, page),
      learnWhole: ({ shape, expected }) => options.planner.learn(shape, expected),
      endUnchecked: (segment, page) =>
        this.#endShort(segment, page, unknowableMessage(segment.length)),
      cutOff: () => this.#cutOff(),
    });
  }

  /** The segment to deliver next; `undefined` at the end. */
  get head(): Segment | undefined {
    return this.#segments[0];
  }

  /** By which of their moments the API seems to select sessions. */
  get selection(): Selection {
    return this.#selection.value;
  }

  /** Whether all of the axis has been planned and delivered. */
  get isAtEnd(): boolean {
    return this.#segments.length === 0 && this.#plannedToMs >= this.#options.axis.lengthMs;
  }

  /** Takes the head off. */
  shift(): void {
    const head = this.#segments.shift();
    if (head?.state.kind !== "done" || head.state.result.gap || head.isWhole) return;
    const { axis, responseCut } = this.#options;
    const { page } = head.state.result;
    const { length } = head;
    responseCut.deliver(length, head.limit, () => ({
      window: axis.windowOf(head),
      length,
      keys: page.sessions.map(sessionKey),
    }));
  }

  /** The next segment to ask, marked as asked; `undefined` if there is none for now. */
  next(nowMs: number): Segment | undefined {
    this.#nowMs = nowMs;
    const segment = this.#waiting(nowMs) ?? this.#plan(nowMs);
    if (!segment) return undefined;
    segment.limit = this.#options.planner.responseLimit.sessions;
    segment.state = { kind: "asked" };
    return segment;
  }

  #waiting(nowMs: number): Segment | undefined {
    for (const segment of [...this.#segments]) {
      // What lies behind a failure will not be delivered.
      if (segment.state.kind === "failed") return undefined;
      if (segment.state.kind !== "waiting") continue;
      const reachable = this.#reachable(segment, nowMs);
      this.#replace(segment, reachable ? [reachable] : []);
      if (reachable) return reachable;
    }
    return undefined;
  }

  /** The window to ask for a segment; the range's own ends go out as they are. */
  windowOf(segment: Segment): TimeWindow {
    const { axis, range } = this.#options;
    const { startMs, endMs } = axis.windowOf(segment);
    const unitMs = segment.widenedToMs || this.#rounding.unitMs;
    // Where the API rounds, a millisecond more would be rounded away, or cost a unit.
    if (unitMs === 0) return { startMs: Math.max(range.startMs, startMs - OVERLAP_MS), endMs };
    const oldestMs = this.#nowMs - LIMITS.maxAgeMs + this.ageMarginMs;
    const rounded = widened({ startMs, endMs }, unitMs);
    const wide = { ...rounded, startMs: Math.max(Math.min(startMs, oldestMs), rounded.startMs) };
    return wide.endMs - wide.startMs <= LIMITS.maxWindowMs ? wide : { startMs, endMs };
  }

  /** Takes in what came for a segment. */
  settle(segment: Segment, answer: DecodedPage): void {
    const { axis, planner } = this.#options;
    const window = this.windowOf(segment);
    this.#failuresInARow = 0;
    this.#selection.learn(answer.sessions.map(sessionSpan), window);
    const length = segment.length = pageLength(answer);
    const joined = joinKnown(answer, segment.known, segment, this.#selection.value, axis);
    planner.responseLimit.learnFitting(length);
    this.#capWatch.learn(length, segment.limit);
    this.#options.moreClaims.learn(answer.more !== undefined);
    // A forecast from its neighbours is evidence also where there was none when it was planned.
    segment.expected ??= planner.expect(segment);
    const isCut = length >= this.#fullLength(segment);
    if (this.#triesWider(segment, window, answer, joined, isCut)) return;
    const page = this.#withinRange(segment, joined.page);
    if (isCut || answer.more !== undefined) {
      this.#capWatch.release(segment);
      this.#settleFull(segment, { ...joined, page }, isCut);
    } else this.#capWatch.settle(segment, page);
  }

  /** Asks a segment again, in a wider window, if rounding would explain what its answer lacks. */
  #triesWider(
    segment: Segment,
    window: TimeWindow,
    answer: DecodedPage,
    { page, missing }: JoinedPage,
    isCut: boolean,
  ): boolean {
    const { axis } = this.#options;
    const selection = this.#selection.value;
    if (selection === "overlap" || segment.check) return false;
    const offsetsMs = answer.sessions.map((session) => entryOffsetMs(session, selection, axis));
    const timesMs = offsetsMs.filter((ms) => !Number.isNaN(ms)).map((ms) => axis.timeMs(ms));
    if (segment.widenedToMs > 0) {
      this.#rounding.learn(segment.widenedToMs, axis.windowOf(segment), timesMs);
      return false;
    }
    if (isCut || page.more !== undefined || this.#capWatch.suspects(segment)) return false;
    segment.widenedToMs = this.#rounding.suspectedUnitMs(window, timesMs, missing);
    if (segment.widenedToMs === 0) return false;
    segment.known = page.sessions;
    segment.state = { kind: "waiting" };
    return true;
  }

  /** What a window that was widened beyond the range brings of the range. */
  #withinRange(segment: Segment, page: DecodedPage): DecodedPage {
    const { axis, range } = this.#options;
    const { startMs, endMs } = this.windowOf(segment);
    if (startMs >= range.startMs && endMs <= range.endMs) return page;
    const sessions = page.sessions.filter((session) => {
      const offsetMs = entryOffsetMs(session, this.#selection.value, axis);
      return !(offsetMs < 0 || offsetMs > axis.lengthMs);
    });
    return { ...page, sessions };
  }

  #settleFull(segment: Segment, { page, fresh }: JoinedPage, isCut: boolean): void {
    const { planner, minWindowMs } = this.#options;
    const shape = this.#shapeOf(segment, page);
    this.fullResponses++;
    const { limit } = segment;
    const length = this.#fullLength(segment);
    const { moreClaims } = this.#options;
    const verdict = isCut
      ? "split"
      : moreClaims.judge(segment.fullResponses, segment.repeats, fresh);
    if (verdict === "ask_again") {
      segment.repeats++;
      segment.known = page.sessions;
      segment.state = { kind: "waiting" };
    } else if (verdict === "believe") {
      planner.learn(shape, undefined);
      this.#endShort(segment, page, page.more!, "partial");
    } else if (isSplittingInVain(shape)) {
      planner.learnInVain(widthInVainMs(shape));
      this.#endShort(segment, page, splitInVainMessage(length, limit));
    } else if (this.#isSmallest(segment) || this.#ignoresCuts(segment, page)) {
      const widthMs = Math.max(minWindowMs, segment.toMs - segment.fromMs);
      const message = isCut ? smallestWindowMessage(length, limit, widthMs) : page.more!;
      this.#endShort(segment, page, message, isCut ? "saturated" : "partial");
    } else if (isCut) {
      this.#split(segment, { shape, ...this.#circumstances(segment) }, page.sessions);
    } else {
      this.#bisect(segment, middleCut(shape), (part) => {
        part.fullResponses++;
        part.known = page.sessions;
      });
    }
  }

  /** Whether an API that is asked for parts of a second answers with more than the part. */
  #ignoresCuts(segment: Segment, { sessions }: DecodedPage): boolean {
    const { fromMs, toMs } = segment;
    if (toMs - fromMs >= FINE_WIDTH_MS) return false;
    const outside = sessions.filter((session) => {
      const offsetMs = entryOffsetMs(session, this.#selection.value, this.#options.axis);
      return offsetMs < fromMs - OVERLAP_MS || offsetMs > toMs + OVERLAP_MS;
    });
    return outside.length > OUTSIDE_PART * sessions.length;
  }

  /** Takes in that the response would have been too large. */
  settleTooLarge(segment: Segment): void {
    const { planner, axis } = this.#options;
    const { limit, expected } = segment;
    if (
      planner.responseLimit.isDoubtful(limit, expected?.sessions) && !segment.wasDoubted
    ) {
      segment.wasDoubted = true;
      segment.state = { kind: "waiting" };
      return;
    }
    this.fullResponses++;
    planner.responseLimit.learnTooLarge(limit);
    this.#capWatch.release(segment);
    const isHelped = limit > planner.responseLimit.sessions;
    if (isHelped && (planner.splitsInVain || this.#isSmallest(segment))) {
      segment.state = { kind: "waiting" };
    } else if (this.#isSmallest(segment)) {
      this.#endShort(segment, EMPTY_PAGE, "A single session is too large a response for the API");
    } else {
      const records = Math.ceil(expected?.sessions ?? limit);
      const shape = windowShape(segment, records, [], "start", axis);
      this.#split(segment, { shape, ...this.#circumstances(segment) }, []);
    }
  }

  /**
   * Takes in that a segment failed, and that the collection goes on without it: it is asked again in
   * halves first, unless nothing has been answered for long.
   */
  settleFailed(segment: Segment, error: Error): void {
    const { fromMs, toMs } = segment;
    const isWide = toMs - fromMs >= MIN_WIDTH_TO_HALVE_MS;
    if (isWide && segment.failures === 0 && ++this.#failuresInARow < FAILURES_OF_OUTAGE) {
      this.#capWatch.release(segment);
      this.#bisect(segment, (fromMs + toMs) / 2, (part) => part.failures = 1);
      return;
    }
    segment.state = {
      kind: "done",
      result: {
        page: EMPTY_PAGE,
        gap: { reason: "failed", message: `The request failed: ${error.message}` },
      },
    };
    this.#capWatch.release(segment);
  }

  /** Takes in that a segment failed, and that this ends the collection. */
  fail(segment: Segment, error: unknown): void {
    segment.state = { kind: "failed", error };
    this.#capWatch.release(segment);
  }

  #complete(segment: Segment, page: DecodedPage): void {
    const { planner } = this.#options;
    const { length } = segment;
    if (!segment.isLearned && !segment.isWhole && segment.reached === undefined) {
      const { shape, expected } = this.#describe(segment, page);
      planner.learn(shape, expected);
      segment.isLearned = true;
    }
    segment.evidence = segment.isWhole
      ? "asked_again"
      : length < NEAR_PART * segment.limit
      ? "short"
      : isExpected(segment.expected, segment.limit)
      ? "density"
      : "exact_limit";
    segment.state = { kind: "done", result: { page: this.#noticed(page) } };
  }

  /** The page with what was noticed of the API while it was collected. */
  #noticed(page: DecodedPage): DecodedPage {
    const { sessions } = this.#options.responseCut;
    const cutOff: CoverageNotice[] = sessions === Infinity
      ? []
      : [{ kind: "cut_off", value: sessions, message: cutOffNotice(sessions) }];
    const notices = joinNotices(page.notices, [...this.#rounding.notices, ...cutOff]);
    return notices === page.notices ? page : { ...page, notices };
  }

  /** Replaces a segment by two that check it. */
  #halve(segment: Segment, check: CapCheck): boolean {
    const { fromMs, toMs } = segment;
    if (toMs - fromMs < 2) return false;
    // Halves come to an end even where the sessions tell nothing.
    const cutMs = segment.unclearChecks > 0
      ? Math.floor((fromMs + toMs) / 2)
      : middleCut(check.suspected.shape);
    const { unclearChecks } = segment;
    this.#bisect(segment, cutMs, (part) => {
      part.check = check;
      part.unclearChecks = unclearChecks + 1;
    });
    return true;
  }

  /** Replaces a segment by two that wait. */
  #bisect(segment: Segment, atMs: number, prepare: (part: Segment) => void): void {
    const { axis, planner } = this.#options;
    const { fromMs, toMs, fullResponses, requests } = segment;
    const roundMs = axis.roundEnd({ fromMs, toMs: Math.floor(atMs) }, toMs - 1);
    const cutMs = Math.max(fromMs + 1, Math.min(toMs - 1, roundMs));
    const parts = [{ fromMs, toMs: cutMs }, { fromMs: cutMs, toMs }].map((part, index) =>
      new Segment(
        part.fromMs,
        part.toMs,
        planner.expect(part),
        fullResponses,
        // The first part carries on the count of what the whole has cost.
        index === 0 ? requests : 0,
      )
    );
    for (const part of parts) {
      part.known = segment.known;
      prepare(part);
    }
    this.#replace(segment, parts);
  }

  /** Takes in that answers are cut off in silence; those that are held among the full ones. */
  #cutOff(): void {
    const { planner } = this.#options;
    this.fullResponses++;
    planner.forgetRates();
    for (const segment of this.#segments) segment.expected = undefined;
    const full = this.#segments.filter((segment) =>
      segment.state.kind === "held" &&
      segment.length >= this.#fullLength(segment)
    );
    if (full[0]) this.#planAnewBehind(full[0], full);
    for (const segment of full) {
      if (segment.state.kind !== "held" || !this.#segments.includes(segment)) continue;
      segment.expected = planner.expect(segment);
      const { page } = segment.state;
      this.#settleFull(segment, { page, missing: 0, fresh: page.sessions.length }, true);
    }
  }

  /** Drops what nothing is known of at the end of the queue, so that it is planned anew. */
  #planAnewBehind(first: Segment, unknown: readonly Segment[]): void {
    for (let last = this.#segments.at(-1)!; last !== first; last = this.#segments.at(-1)!) {
      if (last.state.kind !== "waiting" && !unknown.includes(last)) return;
      first.requests += last.requests;
      this.#segments.pop();
      this.#plannedToMs = last.fromMs;
    }
  }

  #plan(nowMs: number): Segment | undefined {
    const { axis, planner, maxSegments } = this.#options;
    const wanted = this.#wanted();
    const hasFailed = this.#segments.some(({ state }) => state.kind === "failed");
    const isFull = this.#segments.length >= maxSegments;
    if (isFull || hasFailed || wanted <= 0 || this.#plannedToMs >= axis.lengthMs) return undefined;

    const rest = { fromMs: this.#plannedToMs, toMs: axis.lengthMs };
    const { reachable, tooOld } = reachOf(axis.windowOf(rest), nowMs, this.ageMarginMs);
    const { fromMs, toMs: axisEndMs } = axis.stretchOf(reachable ?? tooOld!);
    // At the far end, more may be too old by the time that the collection gets there.
    if (tooOld && (!reachable || fromMs > rest.fromMs)) {
      this.#nameTooOld(tooOld);
      this.#plannedToMs = reachable ? fromMs : axis.lengthMs;
    }
    if (!reachable) return undefined;

    const maxWidthMs = axisEndMs - fromMs <= LIMITS.maxWindowMs && fromMs === 0
      ? LIMITS.maxWindowMs
      : LIMITS.maxWindowMs - OVERLAP_MS;
    const endMs = planner.endMs({ fromMs, axisEndMs, maxWidthMs, wanted });
    const expected = planner.expect({ fromMs, toMs: endMs });
    const isAhead = this.#segments.some(({ state }) => state.kind !== "done");
    const isWidest = endMs === axisEndMs || endMs - fromMs === maxWidthMs;
    if (isAhead && !planner.isSureOf(expected, isWidest)) return undefined;

    const segment = new Segment(fromMs, endMs, expected);
    this.#segments.push(segment);
    this.#plannedToMs = endMs;
    return segment;
  }

  /** Sessions that no planned segment is expected to bring. */
  #wanted(): number {
    const { limit, tally } = this.#options;
    return this.#segments.reduce(
      (wanted, { state, expected }) =>
        wanted -
        (state.kind === "done"
          ? state.result.page.sessions.length
          : expected?.sessions ?? LIMITS.maxSessions),
      limit - tally.sessions,
    );
  }

  #split(segment: Segment, full: FullResponse, known: readonly Session[]): void {
    const { planner } = this.#options;
    const { fromMs, toMs, requests } = segment;
    const isLast = this.#segments.at(-1) === segment;
    const edgesMs = isLast ? [planner.recut(full, this.#wanted())] : [...planner.cuts(full), toMs];
    if (isLast) this.#plannedToMs = edgesMs[0]!;
    const parts = edgesMs.map((endMs, index) => {
      const startMs = edgesMs[index - 1] ?? fromMs;
      const expected = planner.expect({ fromMs: startMs, toMs: endMs });
      const spent = index === 0 ? requests : 0;
      const part = new Segment(startMs, endMs, expected, segment.fullResponses + 1, spent);
      part.known = known;
      return part;
    });
    this.#replace(segment, parts);
  }

  /** The segment without what has become too old; `undefined` if that is all. */
  #reachable(segment: Segment, nowMs: number): Segment | undefined {
    const { axis } = this.#options;
    const { reachable, tooOld } = reachOf(axis.windowOf(segment), nowMs, this.ageMarginMs);
    if (!tooOld) return segment;
    this.#nameTooOld(tooOld);
    if (segment.check) this.#capWatch.release(segment);
    if (!reachable) return undefined;
    const { fromMs, toMs } = axis.stretchOf(reachable);
    const { expected, fullResponses, requests, known, failures } = segment;
    const part = new Segment(fromMs, toMs, expected, fullResponses, requests);
    return Object.assign(part, { known, failures });
  }

  #replace(segment: Segment, by: Segment[]): void {
    this.#segments.splice(this.#segments.indexOf(segment), 1, ...by);
  }

  #describe(segment: Segment, page: DecodedPage): SuspectedResponse {
    const { fullResponses, expected } = segment;
    const shape = this.#shapeOf(segment, page);
    return {
      page,
      length: segment.length,
      shape,
      expected: fullResponses === 0 ? expected : undefined,
    };
  }

  #shapeOf(segment: Segment, page: DecodedPage): WindowShape {
    const spans = page.sessions.map(sessionSpan);
    return windowShape(
      segment,
      pageLength(page),
      spans,
      this.#selection.value,
      this.#options.axis,
    );
  }

  /** Sessions from which on a response is not complete. */
  #fullLength({ limit }: Segment): number {
    return Math.min(limit, this.#options.responseCut.sessions);
  }

  #circumstances({ expected, fullResponses }: Segment) {
    return { expected, earlier: fullResponses };
  }

  #isSmallest({ fromMs, toMs }: Stretch): boolean {
    return toMs - fromMs <= this.#options.minWindowMs;
  }

  #endShort(
    segment: Segment,
    page: DecodedPage,
    message: string,
    reason: GapReason = "saturated",
  ): void {
    const result = { page: this.#noticed(page), gap: { reason, message } };
    segment.state = { kind: "done", result };
  }

  #nameTooOld(window: { readonly startMs: number; readonly endMs: number }): void {
    this.#options.tally.addGap({
      ...window,
      reason: "too_old",
      message: `Sessions that lie further back than ${
        LIMITS.maxAgeMs / 86_400_000
      } days were out of reach when their turn came`,
    });
  }
}
