import type { TimeWindow } from "../../query/time/time_window.ts";
import type { DecodedPage } from "../../session/decode/decoded_page.ts";
import type { AnswerReader, ReadAnswer } from "../answer/answer_reader.ts";
import { type CheckVerdict, endToCheck, halfToCheck } from "../answer/half_check.ts";
import { isNearByChance } from "../answer/length_chance.ts";
import type { ResponseCut } from "../answer/response_cut.ts";
import type { Stretch, TimeAxis } from "../axis/time_axis.ts";
import { middleCut } from "../forecast/full_response.ts";
import { roundCutMs, type Segment } from "./segment.ts";
import type { SegmentList } from "./segment_list.ts";

/** What answer checks work with. */
export interface AnswerChecksOptions {
  readonly axis: TimeAxis;
  readonly reader: AnswerReader;
  readonly responseCut: ResponseCut;
  readonly segments: SegmentList;
}

/** A segment, and what came for it. */
export interface AnsweredSegment {
  readonly segment: Segment;
  readonly answer: ReadAnswer;
}

/** The half of a window to ask, to check the answer to the whole. */
export interface HalfToAsk {
  readonly half: Stretch;
  /** The other half, to be asked if this one lacks nothing: what is missing may lie in it. */
  readonly other: Stretch | undefined;
}

/** The end of a window that another segment has, whose answer checks that to the window. */
interface EndCheck {
  readonly next: Segment;
  readonly answer: ReadAnswer;
  readonly end: Stretch;
}

/**
 * How answers that may have been cut off in silence are checked: by the segment behind, where that
 * can take the end of the window along, or else by a half of the window. It says what to do and
 * where segments lie then; their state is changed by the queue.
 */
export class AnswerChecks {
  readonly #options: AnswerChecksOptions;
  readonly #endChecks = new WeakMap<Segment, EndCheck>();

  /** Checks of the segments of a list. */
  constructor(options: AnswerChecksOptions) {
    this.#options = options;
  }

  /**
   * Whether a check may begin. One at a time is enough, since what it finds holds for all of such a
   * length; and nothing is asked behind a failure.
   */
  mayBegin(segment: Segment): boolean {
    const { beforeFailure } = this.#options.segments;
    return beforeFailure.includes(segment) &&
      !beforeFailure.some((other) => this.#isChecking(other));
  }

  /** Where the end begins that the next segment could take along; `undefined` if that tells nothing. */
  endForNext({ segment, answer }: AnsweredSegment): number | undefined {
    const { reader, axis, responseCut } = this.#options;
    const { shape, length, limit } = answer.facts;
    const isFit = reader.selection !== "overlap" && isNearByChance(length, limit) &&
      !responseCut.isLikeMaximum(length) && !this.#endChecks.has(segment);
    const endMs = isFit ? endToCheck(shape) : undefined;
    return endMs === undefined ? undefined : roundCutMs(segment, endMs, axis);
  }

  /**
   * Leaves the end of a segment to the next one, to be checked by it.
   *
   * @returns What is left; `undefined` if there is no next segment for now.
   */
  leaveEnd(
    { segment, answer }: AnsweredSegment,
    fromMs: number,
    nowMs: number,
  ): AnsweredSegment | undefined {
    const { segments, reader } = this.#options;
    const shortened = segments.shorten(segment, fromMs, nowMs);
    if (!shortened) return undefined;
    const [rest, next] = shortened;
    const { limit, answeredAtMs, reached, isLearned } = segment;
    Object.assign(rest, { limit, answeredAtMs, reached, isLearned });
    next.known = answer.page.sessions;
    this.#endChecks.set(rest, { next, answer, end: { fromMs, toMs: segment.toMs } });
    return { segment: rest, answer: reader.restrict(answer, rest) };
  }

  /** What an answer says of those before it that it checks, since it has the end of their windows. */
  *byEnd(
    next: Segment,
    window: TimeWindow,
    page: DecodedPage,
  ): Generator<AnsweredSegment & { readonly verdict: CheckVerdict }> {
    const { segments, reader } = this.#options;
    for (const segment of segments) {
      const check = this.#endChecks.get(segment);
      if (check?.next !== next || segment.state.kind !== "held") continue;
      const verdict = reader.readEnd(check.answer, check.end, window, page);
      yield { segment, answer: segment.state.answer, verdict };
    }
  }

  /** The half of a segment to ask; `undefined` if it cannot be divided. */
  halfOf({ segment, answer }: AnsweredSegment): HalfToAsk | undefined {
    const { axis, responseCut } = this.#options;
    const { fromMs, toMs, unclearChecks } = segment;
    const { shape, length } = answer.facts;
    if (toMs - fromMs < 2) return undefined;
    // Checks come to an end even where the sessions tell nothing.
    const atMs = unclearChecks > 0 ? (fromMs + toMs) / 2 : middleCut(shape);
    const roundMs = roundCutMs(segment, atMs, axis);
    const half = halfToCheck(shape, Math.floor(atMs), roundMs);
    const rest = half.fromMs === fromMs
      ? { fromMs: half.toMs, toMs }
      : { fromMs, toMs: half.fromMs };
    // A maximum may leave out so few that all of them lie in one half: then either has to be asked.
    return { half, other: responseCut.isLikeMaximum(length) ? rest : undefined };
  }

  /** Replaces a segment by two that wait, one of them the half that checks it; returns that. */
  divide({ segment, answer }: AnsweredSegment, half: Stretch): Segment {
    const cutMs = half.fromMs === segment.fromMs ? half.toMs : half.fromMs;
    segment.known = answer.page.sessions;
    const parts = this.#options.segments.cut(segment, [cutMs, segment.toMs]);
    for (const part of parts) {
      part.unclearChecks = segment.unclearChecks;
      part.failures = segment.failures;
    }
    return parts.find(({ fromMs }) => fromMs === half.fromMs)!;
  }

  /** The answers that are held, and full by what is known now. */
  heldAndFull(): Segment[] {
    return [...this.#options.segments].filter((segment) =>
      segment.state.kind === "held" &&
      this.#options.reader.judgeAnew(segment.state.answer, segment).kind === "full"
    );
  }

  /** The answers that were believed at first, and are of a kind with what is in doubt now. */
  doubtful(): AnsweredSegment[] {
    return [...this.#options.segments].flatMap((segment) => {
      const answer = segment.state.kind === "done" ? segment.state.answer : undefined;
      return answer && this.#options.reader.judgeAnew(answer, segment).kind !== "whole"
        ? [{ segment, answer }]
        : [];
    });
  }

  /** Whether a check is on its way, also one by a segment that is to be asked anyway. */
  #isChecking(segment: Segment): boolean {
    const { kind } = segment.state;
    if (kind !== "held") return kind === "to_check" || kind === "checking";
    const next = this.#endChecks.get(segment)?.next;
    return next !== undefined && this.#options.segments.includes(next) &&
      (next.state.kind === "waiting" || next.state.kind === "asked");
  }
}
