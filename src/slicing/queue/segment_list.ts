import type { TimeWindow } from "../../query/time/time_window.ts";
import type { TimeAxis } from "../axis/time_axis.ts";
import type { WindowShape } from "../axis/window_shape.ts";
import type { CoverageTally } from "../coverage/coverage_tally.ts";
import { slippedAwayGap } from "../../session/coverage/gaps.ts";
import type { WindowPlanner } from "../forecast/window_planner.ts";
import type { AgeLimit } from "./age_limit.ts";
import { clipped, cutAt, roundCutMs, type Segment } from "./segment.ts";
import { UnplannedRange } from "./unplanned_range.ts";

/** What a list of segments is made of. */
export interface SegmentListOptions {
  readonly axis: TimeAxis;
  readonly planner: WindowPlanner;
  readonly ageLimit: AgeLimit;
  readonly tally: CoverageTally;
  /** Most segments that are planned and not delivered. */
  readonly maxSegments: number;
  /** Most sessions in all. */
  readonly limit: number;
}

/**
 * The segments of an axis, from the first that is not delivered to the last that is planned, and the
 * part behind them. It says where segments lie, and leaves their state alone.
 */
export class SegmentList implements Iterable<Segment> {
  readonly #options: SegmentListOptions;
  readonly #segments: Segment[] = [];
  readonly #unplanned: UnplannedRange;

  /** A list of a whole axis, of which nothing is planned. */
  constructor(options: SegmentListOptions) {
    this.#options = options;
    const onTooOld = (window: TimeWindow) => this.#nameTooOld(window);
    this.#unplanned = new UnplannedRange({ ...options, onTooOld });
  }

  /** The segments as they lie at the moment. */
  [Symbol.iterator](): Iterator<Segment> {
    return [...this.#segments].values();
  }

  /** The segment to deliver next; `undefined` at the end. */
  get head(): Segment | undefined {
    return this.#segments[0];
  }

  /** Whether all of the axis has been planned and delivered. */
  get isAtEnd(): boolean {
    return this.#segments.length === 0 && this.#unplanned.isEmpty;
  }

  /** The segments before the first that failed: behind it nothing is asked any more. */
  get beforeFailure(): readonly Segment[] {
    const failed = this.#segments.findIndex(({ state }) => state.kind === "failed");
    return failed < 0 ? this.#segments : this.#segments.slice(0, failed);
  }

  /** Takes the head off. */
  shift(): void {
    this.#segments.shift();
  }

  /** Whether a segment is still in the list. */
  includes(segment: Segment): boolean {
    return this.#segments.includes(segment);
  }

  /** Plans the next segment; `undefined` if none can be planned for now. */
  plan(nowMs: number): Segment | undefined {
    const isStopped = this.beforeFailure.length < this.#segments.length;
    if (isStopped || this.#segments.length >= this.#options.maxSegments) return undefined;
    const isAhead = this.#segments.some(({ state }) => state.kind !== "done");
    const segment = this.#unplanned.next({ nowMs, wanted: this.#wanted(), isAhead });
    if (segment) this.#segments.push(segment);
    return segment;
  }

  /** The first segment to ask, without what has become too old; `undefined` if there is none. */
  firstToAsk(nowMs: number): Segment | undefined {
    const { axis, ageLimit } = this.#options;
    for (const segment of [...this.#segments]) {
      const { state } = segment;
      // What lies behind a failure will not be delivered.
      if (state.kind === "failed") return undefined;
      if (state.kind === "to_check") {
        if (!ageLimit.divide(axis.windowOf(state.half), nowMs).tooOld) return segment;
        // The half can no longer be asked: what is left of the whole is asked instead.
        segment.known = state.answer.page.sessions;
      } else if (state.kind !== "waiting") continue;
      const reachable = this.#clip(segment, nowMs);
      if (reachable) return reachable;
    }
    return undefined;
  }

  /**
   * Replaces a segment whose answer was full by segments that are not, at best guess: by its
   * beginning, or by parts if what lies behind it is asked already.
   */
  split(segment: Segment, shape: WindowShape): void {
    const { planner } = this.#options;
    const full = { shape, expected: segment.expected, earlier: segment.fullResponses };
    const isLast = this.#segments.at(-1) === segment;
    const edgesMs = isLast
      ? [planner.recut(full, this.#wanted())]
      : [...planner.cuts(full), segment.toMs];
    if (isLast) this.#unplanned.takeBack(edgesMs[0]!);
    for (const part of this.cut(segment, edgesMs)) part.fullResponses++;
  }

  /**
   * Leaves the end of the last segment to the next one; returns what is left of it, and the next.
   * `undefined` if there is no next one for now.
   */
  shorten(segment: Segment, toMs: number, nowMs: number): [Segment, Segment] | undefined {
    const isLast = this.#segments.at(-1) === segment;
    const isPossible = isLast && !this.#unplanned.isEmpty && this.#wanted() > 0 &&
      this.#segments.length < this.#options.maxSegments;
    if (!isPossible) return undefined;
    const [rest] = this.cut(segment, [toMs]);
    this.#unplanned.takeBack(toMs);
    const next = this.#unplanned.next({ nowMs, wanted: Infinity, isAhead: false });
    if (!next) {
      this.#unplanned.takeBack(segment.toMs);
      this.#replace(rest!, [segment]);
      return undefined;
    }
    this.#segments.push(next);
    return [rest!, next];
  }

  /** Replaces a segment by two, near an offset; returns them. */
  bisect(segment: Segment, atMs: number): Segment[] {
    return this.cut(segment, [roundCutMs(segment, atMs, this.#options.axis), segment.toMs]);
  }

  /** Replaces a segment by parts that end at some offsets; returns them. */
  cut(segment: Segment, edgesMs: readonly number[]): Segment[] {
    const parts = cutAt(segment, edgesMs, this.#options.planner);
    this.#replace(segment, parts);
    return parts;
  }

  /** Drops what nothing is known of at the end of the list, so that it is planned anew. */
  planAnewBehind(first: Segment, unknown: readonly Segment[]): void {
    for (let last = this.#segments.at(-1)!; last !== first; last = this.#segments.at(-1)!) {
      if (last.state.kind !== "waiting" && !unknown.includes(last)) return;
      first.requests += last.requests;
      this.#segments.pop();
      this.#unplanned.takeBack(last.fromMs);
    }
  }

  /** Sessions that no planned segment is expected to bring. */
  #wanted(): number {
    const { axis, limit, tally } = this.#options;
    return this.#segments.reduce(
      (wanted, { state, expected }) =>
        wanted -
        (state.kind === "done"
          ? state.result.page.sessions.length
          : expected?.sessions ?? axis.endpoint.limits.maxSessions),
      limit - tally.sessions,
    );
  }

  /** The segment without what has become too old; `undefined` if that is all. */
  #clip(segment: Segment, nowMs: number): Segment | undefined {
    const { axis, ageLimit } = this.#options;
    const { reachable, tooOld } = ageLimit.divide(axis.windowOf(segment), nowMs);
    if (!tooOld) return segment;
    this.#nameTooOld(tooOld);
    const rest = reachable && clipped(segment, axis.stretchOf(reachable));
    this.#replace(segment, rest ? [rest] : []);
    return rest;
  }

  #replace(segment: Segment, by: readonly Segment[]): void {
    this.#segments.splice(this.#segments.indexOf(segment), 1, ...by);
  }

  #nameTooOld(window: TimeWindow): void {
    const { axis, tally } = this.#options;
    tally.addGap({ ...window, ...slippedAwayGap(axis.endpoint.limits.maxAgeMs) });
  }
}
