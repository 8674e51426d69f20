import { LIMITS } from "../../gen/facts.ts";
import { type DecodedPage, EMPTY_PAGE } from "../session/decoded_page.ts";
import type { CapCheck, SuspectedResponse } from "./cap_check.ts";
import { CapWatch } from "./cap_watch.ts";
import type { CoverageTally } from "./coverage_tally.ts";
import { type FullResponse, middleCut } from "./full_response.ts";
import { smallestWindowMessage, splitInVainMessage, unknowableMessage } from "./gap_messages.ts";
import { pageLength } from "./page_length.ts";
import { reachOf } from "./reachable.ts";
import { Segment, type SegmentState } from "./segment.ts";
import { SelectionGuess } from "./selection.ts";
import { sessionSpan } from "./session_span.ts";
import { isSplittingInVain, widthInVainMs } from "./splitting_in_vain.ts";
import type { Stretch, TimeAxis } from "./time_axis.ts";
import type { WindowPlanner } from "./window_planner.ts";
import { type WindowShape, windowShape } from "./window_shape.ts";

/** What a queue is made of. */
export interface SegmentQueueOptions {
  readonly axis: TimeAxis;
  readonly planner: WindowPlanner;
  readonly tally: CoverageTally;
  readonly minWindowMs: number;
  /** Most segments that are planned and not delivered. */
  readonly maxSegments: number;
  /** Most sessions in all. */
  readonly limit: number;
}

/** Neighbours share a millisecond, so that nothing falls between windows that have neither end. */
export const OVERLAP_MS = 1;

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
  /** Segments that were asked again since it was doubtful that their response was too large. */
  readonly #askedAgain = new WeakSet<Segment>();
  /** Offset at which the part begins that is not planned yet. */
  #plannedToMs = 0;
  /** How much younger than the maximum age a window must be, since requests travel. */
  ageMarginMs = 2000;
  /** Responses that were full. */
  fullResponses = 0;

  /** A queue of a whole axis. */
  constructor(options: SegmentQueueOptions) {
    this.#options = options;
    this.#capWatch = new CapWatch(options.planner.silentCap, {
      segments: this.#segments,
      describe: (segment, page) => this.#describe(segment, page),
      halve: (segment, check) => this.#halve(segment, check),
      complete: (segment, page) => this.#complete(segment, page),
      learnWhole: ({ shape, expected }) => options.planner.learn(shape, expected),
      endUnchecked: (segment, page) =>
        this.#endShort(segment, page, unknowableMessage(pageLength(page))),
      cutOff: (segments) => this.#cutOff(segments),
    });
  }

  /** The segment to deliver next; `undefined` at the end. */
  get head(): Segment | undefined {
    return this.#segments[0];
  }

  /** Whether all of the axis has been planned and delivered. */
  get isAtEnd(): boolean {
    return this.#segments.length === 0 && this.#plannedToMs >= this.#options.axis.lengthMs;
  }

  /** Takes the head off. */
  shift(): void {
    const head = this.#segments.shift();
    if (head?.state.kind !== "done" || head.state.result.gap || head.isWhole) return;
    const { axis, planner } = this.#options;
    planner.silentCap.deliver(axis.windowOf(head), pageLength(head.state.result.page));
  }

  /** The next segment to ask, marked as asked; `undefined` if there is none for now. */
  next(nowMs: number): Segment | undefined {
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

  /** Takes in what came for a segment. */
  settle(segment: Segment, page: DecodedPage): void {
    const { axis, planner } = this.#options;
    this.#selection.learn(page.sessions.map(sessionSpan), axis.windowOf(segment));
    const length = pageLength(page);
    planner.responseLimit.learnFitting(length);
    this.#capWatch.learn(length);
    if (length >= this.#fullLength(segment)) {
      this.#capWatch.lose(segment);
      this.#settleFull(segment, page);
    } else this.#capWatch.settle(segment, page);
  }

  #settleFull(segment: Segment, page: DecodedPage): void {
    const { planner, minWindowMs } = this.#options;
    const shape = this.#shapeOf(segment, page);
    this.fullResponses++;
    const { limit } = segment;
    const length = this.#fullLength(segment);
    if (isSplittingInVain(shape)) {
      planner.learnInVain(widthInVainMs(shape));
      this.#endShort(segment, page, splitInVainMessage(length, limit));
    } else if (this.#isSmallest(segment)) {
      this.#endShort(segment, page, smallestWindowMessage(length, limit, minWindowMs));
    } else this.#split(segment, { shape, ...this.#circumstances(segment) });
  }

  /** Takes in that the response would have been too large. */
  settleTooLarge(segment: Segment): void {
    const { planner, axis } = this.#options;
    const { limit, expected } = segment;
    if (
      planner.responseLimit.isDoubtful(limit, expected?.sessions) && !this.#askedAgain.has(segment)
    ) {
      this.#askedAgain.add(segment);
      segment.state = { kind: "waiting" };
      return;
    }
    this.fullResponses++;
    planner.responseLimit.learnTooLarge(limit);
    this.#capWatch.lose(segment);
    const isHelped = limit > planner.responseLimit.sessions;
    if (isHelped && (planner.splitsInVain || this.#isSmallest(segment))) {
      segment.state = { kind: "waiting" };
    } else if (this.#isSmallest(segment)) {
      this.#endShort(segment, EMPTY_PAGE, "A single session is too large a response for the API");
    } else {
      const records = Math.ceil(expected?.sessions ?? limit);
      const shape = windowShape(segment, records, [], "start", axis);
      this.#split(segment, { shape, ...this.#circumstances(segment) });
    }
  }

  /** Takes in that a segment failed, and that the collection goes on without it. */
  settleFailed(segment: Segment, error: Error): void {
    segment.state = {
      kind: "done",
      result: {
        page: EMPTY_PAGE,
        gap: { reason: "failed", message: `The request failed: ${error.message}` },
      },
    };
    this.#capWatch.lose(segment);
  }

  /** Takes in that a segment failed, and that this ends the collection. */
  fail(segment: Segment, error: unknown): void {
    segment.state = { kind: "failed", error };
    this.#capWatch.lose(segment);
  }

  #complete(segment: Segment, page: DecodedPage): void {
    if (!segment.isLearned && !segment.isWhole) {
      const { shape, expected } = this.#describe(segment, page);
      this.#options.planner.learn(shape, expected);
      segment.isLearned = true;
    }
    segment.state = { kind: "done", result: { page } };
  }

  /** Replaces a segment by two that check it. */
  #halve(segment: Segment, check: CapCheck): boolean {
    const { fromMs, toMs, fullResponses, requests } = segment;
    if (toMs - fromMs < 2) return false;
    // Halves come to an end even where the sessions tell nothing.
    const cutMs = segment.unclearChecks > 0
      ? Math.floor((fromMs + toMs) / 2)
      : middleCut(check.suspected.shape);
    const { planner } = this.#options;
    const parts = [{ fromMs, toMs: cutMs }, { fromMs: cutMs, toMs }].map((part, index) =>
      new Segment(
        part.fromMs,
        part.toMs,
        planner.expect(part),
        fullResponses,
        index === 0 ? requests : 0,
      )
    );
    for (const part of parts) {
      part.check = check;
      part.unclearChecks = segment.unclearChecks + 1;
    }
    this.#replace(segment, parts);
    return true;
  }

  /** Takes in responses that were cut off in silence, beside the others that are held. */
  #cutOff(held: readonly Segment[]): void {
    const { planner } = this.#options;
    this.fullResponses++;
    planner.forgetRates();
    for (const segment of this.#segments) segment.expected = undefined;
    const full = held.filter((segment) => {
      const { page } = segment.state as Extract<SegmentState, { kind: "held" }>;
      const isFull = pageLength(page) >= this.#fullLength(segment);
      if (!isFull) this.#complete(segment, page);
      return isFull;
    });
    if (full[0]) this.#planAnewBehind(full[0], full);
    for (const segment of full) {
      if (segment.state.kind !== "held" || !this.#segments.includes(segment)) continue;
      segment.expected = planner.expect(segment);
      this.#settleFull(segment, segment.state.page);
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

  #split(segment: Segment, full: FullResponse): void {
    const { planner } = this.#options;
    const { fromMs, toMs, requests } = segment;
    const isLast = this.#segments.at(-1) === segment;
    const edgesMs = isLast ? [planner.recut(full, this.#wanted())] : [...planner.cuts(full), toMs];
    if (isLast) this.#plannedToMs = edgesMs[0]!;
    const parts = edgesMs.map((endMs, index) => {
      const startMs = edgesMs[index - 1] ?? fromMs;
      const expected = planner.expect({ fromMs: startMs, toMs: endMs });
      // The first part carries on the count of what the whole has cost.
      const spent = index === 0 ? requests : 0;
      return new Segment(startMs, endMs, expected, segment.fullResponses + 1, spent);
    });
    this.#replace(segment, parts);
  }

  /** The segment without what has become too old; `undefined` if that is all. */
  #reachable(segment: Segment, nowMs: number): Segment | undefined {
    const { axis } = this.#options;
    const { reachable, tooOld } = reachOf(axis.windowOf(segment), nowMs, this.ageMarginMs);
    if (!tooOld) return segment;
    this.#nameTooOld(tooOld);
    if (segment.check) this.#capWatch.lose(segment);
    if (!reachable) return undefined;
    const { fromMs, toMs } = axis.stretchOf(reachable);
    return new Segment(fromMs, toMs, segment.expected, segment.fullResponses, segment.requests);
  }

  #replace(segment: Segment, by: Segment[]): void {
    this.#segments.splice(this.#segments.indexOf(segment), 1, ...by);
  }

  #describe(segment: Segment, page: DecodedPage): SuspectedResponse {
    const { fullResponses, expected } = segment;
    const shape = this.#shapeOf(segment, page);
    return { page, shape, expected: fullResponses === 0 ? expected : undefined };
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
    return Math.min(limit, this.#options.planner.silentCap.sessions);
  }

  #circumstances({ expected, fullResponses }: Segment) {
    return { expected, earlier: fullResponses };
  }

  #isSmallest({ fromMs, toMs }: Stretch): boolean {
    return toMs - fromMs <= this.#options.minWindowMs;
  }

  #endShort(segment: Segment, page: DecodedPage, message: string): void {
    segment.state = { kind: "done", result: { page, gap: { reason: "saturated", message } } };
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
