import { LIMITS } from "../../../gen/facts.ts";
import type { TimeWindow } from "../../query/time_window.ts";
import type { GapReason } from "../../session/coverage.ts";
import { joinNotices } from "../../session/merge_coverage.ts";
import type { Session } from "../../session/session.ts";
import { sessionKey } from "../../session/session_key.ts";
import { type DecodedPage, EMPTY_PAGE } from "../../session/decoded_page.ts";
import type { CapCheck, SuspectedResponse } from "./cap_check.ts";
import { CapWatch } from "./cap_watch.ts";
import type { CoverageTally } from "../coverage/coverage_tally.ts";
import {
  type FullResponse,
  isSplittingInVain,
  middleCut,
  widthInVainMs,
} from "../forecast/full_response.ts";
import {
  smallestWindowMessage,
  splitInVainMessage,
  tooOldMessage,
  unknowableMessage,
} from "../coverage/gap_messages.ts";
import { type JoinedPage, joinKnown, pageLength } from "../answer/known_sessions.ts";
import type { MoreClaims } from "../answer/more_claims.ts";
import { reachOf } from "./reachable.ts";
import { bisected, clipped, cutAt, Segment } from "./segment.ts";
import type { ResponseCut } from "../answer/response_cut.ts";
import type { RoundingWatch } from "../answer/rounding_watch.ts";
import { type Selection, SelectionGuess, sessionSpan } from "../axis/selection.ts";
import type { Stretch, TimeAxis } from "../axis/time_axis.ts";
import { OVERLAP_MS, WindowEdges } from "./window_edges.ts";
import type { WindowPlanner } from "../forecast/window_planner.ts";
import { type WindowShape, windowShape } from "../axis/window_shape.ts";

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

/** By so much at most the ends of windows are rounded. */
const ROUNDING_MS = 60_000;
/** An answer of less of its limit is not taken for one that is cut off at a maximum. */
const CUT_PART = 0.4;
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
  readonly #edges: WindowEdges;
  #failuresInARow = 0;
  /** When a segment was asked last. */
  #nowMs = 0;

  /** A queue of a whole axis. */
  constructor(options: SegmentQueueOptions) {
    this.#options = options;
    this.#edges = new WindowEdges(options.axis, options.range, options.rounding);
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

  /** The window to ask for a segment. */
  windowOf(segment: Segment): TimeWindow {
    return this.#edges.windowOf(segment, this.#nowMs - LIMITS.maxAgeMs + this.ageMarginMs);
  }

  /** Takes in what came for a segment. */
  settle(segment: Segment, answer: DecodedPage): void {
    const { axis, planner, responseCut } = this.#options;
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
    // A long answer that does not bring again what its place is known to have is cut off.
    const isShown = joined.isShort && answer.more === undefined &&
      length >= CUT_PART * segment.limit;
    if (isShown && length < segment.limit) responseCut.learnCutOff(length);
    const isCut = isShown || length >= this.#fullLength(segment);
    const isFull = isCut || answer.more !== undefined;
    if (!isFull && this.#triesWider(segment, window, answer, joined)) return;
    const page = this.#edges.withinRange(
      window,
      joined.page,
      segment.known,
      this.#selection.value,
    );
    if (isFull) {
      this.#capWatch.release(segment);
      this.#settleFull(segment, answer, { ...joined, page }, isCut);
    } else this.#capWatch.settle(segment, page);
  }

  /** Asks a segment again, in a wider window, if rounding would explain what its answer lacks. */
  #triesWider(
    segment: Segment,
    window: TimeWindow,
    answer: DecodedPage,
    { page, missingAtEdges }: JoinedPage,
  ): boolean {
    const { value } = this.#selection;
    const unitMs = this.#edges.unitToTry(segment, window, answer, value, missingAtEdges);
    if (unitMs === 0) return false;
    segment.widenedToMs = unitMs;
    segment.known = page.sessions;
    segment.state = { kind: "waiting" };
    return true;
  }

  #settleFull(
    segment: Segment,
    answer: DecodedPage,
    { page, fresh }: Pick<JoinedPage, "page" | "fresh">,
    isCut: boolean,
  ): void {
    const { planner, minWindowMs } = this.#options;
    // The answer alone is a sample; what was known before would count twice.
    const shape = this.#shapeOf(segment, answer);
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
    } else if (
      this.#isSmallest(segment) ||
      this.#edges.areIgnored(segment, page, this.#selection.value)
    ) {
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
    if (!segment.isLearned && !segment.isWhole && segment.reached === undefined) {
      const { shape, expected } = this.#describe(segment, page);
      planner.learn(shape, expected);
      segment.isLearned = true;
    }
    segment.evidence = this.#options.responseCut.evidenceOf(segment);
    segment.state = { kind: "done", result: { page: this.#noticed(page) } };
  }

  /** The page with what was noticed of the API while it was collected. */
  #noticed(page: DecodedPage): DecodedPage {
    const { responseCut, rounding } = this.#options;
    const notices = joinNotices(page.notices, [...rounding.notices, ...responseCut.notices]);
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
    const parts = bisected(segment, atMs, axis, planner);
    parts.forEach(prepare);
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
      this.#settleFull(segment, page, { page, fresh: page.sessions.length }, true);
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
    const isWidest = endMs === axisEndMs || endMs - fromMs > maxWidthMs - ROUNDING_MS;
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
    const isLast = this.#segments.at(-1) === segment;
    const edgesMs = isLast
      ? [planner.recut(full, this.#wanted())]
      : [...planner.cuts(full), segment.toMs];
    if (isLast) this.#plannedToMs = edgesMs[0]!;
    this.#replace(segment, cutAt(segment, edgesMs, segment.fullResponses + 1, known, planner));
  }

  /** The segment without what has become too old; `undefined` if that is all. */
  #reachable(segment: Segment, nowMs: number): Segment | undefined {
    const { axis } = this.#options;
    const { reachable, tooOld } = reachOf(axis.windowOf(segment), nowMs, this.ageMarginMs);
    if (!tooOld) return segment;
    this.#nameTooOld(tooOld);
    if (segment.check) this.#capWatch.release(segment);
    if (!reachable) return undefined;
    return clipped(segment, axis.stretchOf(reachable));
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
    this.#options.tally.addGap({ ...window, reason: "too_old", message: tooOldMessage() });
  }
}
