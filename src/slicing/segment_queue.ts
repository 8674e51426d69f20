import { LIMITS } from "../../gen/facts.ts";
import type { DecodedPage } from "../session/decoded_page.ts";
import type { CoverageTally } from "./coverage_tally.ts";
import type { FullResponse } from "./full_response.ts";
import { reachOf } from "./reachable.ts";
import { Segment } from "./segment.ts";
import { SelectionGuess } from "./selection.ts";
import { sessionSpan } from "./session_span.ts";
import { isSplittingInVain, widthInVainMs } from "./splitting_in_vain.ts";
import type { Stretch, TimeAxis } from "./time_axis.ts";
import type { WindowPlanner } from "./window_planner.ts";
import { windowShape } from "./window_shape.ts";

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

const NOTHING: DecodedPage = { sessions: [], unreadableRecords: 0, unreadableFields: {} };

/**
 * The segments of a range, from the first that is not delivered to the last that is planned, and
 * behind it the part that is not planned yet. A full response shortens its segment, or splits it
 * where what lies behind is planned already.
 */
export class SegmentQueue {
  readonly #options: SegmentQueueOptions;
  readonly #segments: Segment[] = [];
  readonly #selection = new SelectionGuess();
  /** Offset at which the part begins that is not planned yet. */
  #plannedToMs = 0;
  /** How much younger than the maximum age a window must be, since requests travel. */
  ageMarginMs = 2000;
  /** Responses that were full. */
  fullResponses = 0;

  /** A queue of a whole axis. */
  constructor(options: SegmentQueueOptions) {
    this.#options = options;
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
    this.#segments.shift();
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
    const spans = page.sessions.map(sessionSpan);
    this.#selection.learn(spans, axis.windowOf(segment));
    const records = page.sessions.length + page.unreadableRecords;
    const shape = windowShape(segment, records, spans, this.#selection.value, axis);
    planner.responseLimit.learnFitting(records);
    if (records < segment.limit) {
      planner.learn(shape, segment.fullResponses === 0 ? segment.expected : undefined);
      segment.state = { kind: "done", result: { page } };
      return;
    }
    this.fullResponses++;
    if (isSplittingInVain(shape)) {
      planner.learnInVain(widthInVainMs(shape));
      this.#endShort(
        segment,
        page,
        `More sessions than the ${segment.limit} of a response run all through the window, so ` +
          "that no shorter one separates them",
      );
    } else if (this.#isSmallest(segment)) {
      this.#endShort(
        segment,
        page,
        `The response was full with ${segment.limit} sessions in a window of the smallest width, ` +
          `${this.#options.minWindowMs} ms`,
      );
    } else this.#split(segment, { shape, ...this.#circumstances(segment) });
  }

  /** Takes in that the response would have been too large. */
  settleTooLarge(segment: Segment): void {
    const { planner, axis } = this.#options;
    this.fullResponses++;
    planner.responseLimit.learnTooLarge(segment.limit);
    const isHelped = segment.limit > planner.responseLimit.sessions;
    if (isHelped && (planner.splitsInVain || this.#isSmallest(segment))) {
      segment.state = { kind: "waiting" };
    } else if (this.#isSmallest(segment)) {
      this.#endShort(segment, NOTHING, "A single session is too large a response for the API");
    } else {
      const records = Math.ceil(segment.expected?.sessions ?? segment.limit);
      const shape = windowShape(segment, records, [], "start", axis);
      this.#split(segment, { shape, ...this.#circumstances(segment) });
    }
  }

  /** Takes in that a segment failed, and that the collection goes on without it. */
  settleFailed(segment: Segment, error: Error): void {
    segment.state = {
      kind: "done",
      result: {
        page: NOTHING,
        gap: { reason: "failed", message: `The request failed: ${error.message}` },
      },
    };
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
    if (!reachable) return undefined;
    const { fromMs, toMs } = axis.stretchOf(reachable);
    return new Segment(fromMs, toMs, segment.expected, segment.fullResponses, segment.requests);
  }

  #replace(segment: Segment, by: Segment[]): void {
    this.#segments.splice(this.#segments.indexOf(segment), 1, ...by);
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
