import type { TimeWindow } from "../../query/time/time_window.ts";
import {
  failedGap,
  type GapCause,
  tooLargeGap,
  uncheckableGap,
} from "../../session/coverage/gaps.ts";
import { joinNotices } from "../../session/coverage/merge_coverage.ts";
import { type DecodedPage, EMPTY_PAGE } from "../../session/decode/decoded_page.ts";
import { AnswerReader, type ApiHabits, type ReadAnswer } from "../answer/answer_reader.ts";
import { endToCheck, halfToCheck } from "../answer/half_check.ts";
import { isNearByChance } from "../answer/response_cut.ts";
import type { AnswerVerdict } from "../answer/judge_answer.ts";
import { joinKnown, pageLength } from "../answer/known_sessions.ts";
import type { Selection } from "../axis/selection.ts";
import type { Stretch, TimeAxis } from "../axis/time_axis.ts";
import { windowShape } from "../axis/window_shape.ts";
import type { CoverageTally } from "../coverage/coverage_tally.ts";
import { middleCut, widthInVainMs } from "../forecast/full_response.ts";
import type { WindowPlanner } from "../forecast/window_planner.ts";
import { AgeLimit } from "./age_limit.ts";
import type { Ask, PageThatCame } from "./ask.ts";
import { roundCutMs, type Segment } from "./segment.ts";
import { SegmentList } from "./segment_list.ts";

/** What a queue is made of. */
export interface SegmentQueueOptions extends ApiHabits {
  readonly axis: TimeAxis;
  /** The range of the collection, which the axis is a part of when it is asked again. */
  readonly range: TimeWindow;
  readonly planner: WindowPlanner;
  readonly tally: CoverageTally;
  readonly minWindowMs: number;
  /** Most segments that are planned and not delivered. */
  readonly maxSegments: number;
  /** Most sessions in all. */
  readonly limit: number;
}

/** A shorter window that failed is not asked in halves. */
const MIN_WIDTH_TO_HALVE_MS = 120_000;
/** After so many failures in a row the API is taken to be out of order. */
const FAILURES_OF_OUTAGE = 4;

/**
 * The segments of a range, from the first that is not delivered to the last that is planned, and
 * the only place where their state changes. `judgeAnswer()` decides what an answer says, and this
 * follows: a full answer shortens its segment, or splits it where what lies behind is planned
 * already; one that may have been cut off in silence is held until a half of its window was asked.
 * One check at a time is enough: what it finds holds for all of such a length.
 */
export class SegmentQueue {
  readonly #options: SegmentQueueOptions;
  readonly #segments: SegmentList;
  readonly #reader: AnswerReader;
  readonly #ageLimit: AgeLimit;
  #failuresInARow = 0;
  /** When something was asked last. */
  #nowMs = 0;
  /** Responses that were full. */
  fullResponses = 0;

  /** A queue of a whole axis. */
  constructor(options: SegmentQueueOptions) {
    this.#options = options;
    this.#ageLimit = new AgeLimit(options.axis.endpoint.limits.maxAgeMs);
    this.#reader = new AnswerReader(options);
    this.#segments = new SegmentList({ ...options, ageLimit: this.#ageLimit });
  }

  /** The segment to deliver next; `undefined` at the end. */
  get head(): Segment | undefined {
    return this.#segments.head;
  }

  /** By which of their moments the API seems to select sessions. */
  get selection(): Selection {
    return this.#reader.selection;
  }

  /** Whether all of the axis has been planned and delivered. */
  get isAtEnd(): boolean {
    return this.#segments.isAtEnd;
  }

  /** Takes the head off. */
  shift(): void {
    this.#segments.shift();
  }

  /** What to ask next; `undefined` if there is nothing for now. */
  next(nowMs: number): Ask | undefined {
    this.#nowMs = nowMs;
    const segment = this.#waiting(nowMs) ?? this.#segments.plan(nowMs);
    if (!segment) return undefined;
    const { state, widened } = segment;
    const limit = this.#options.planner.responseLimit.sessions;
    const isCheck = state.kind === "to_check";
    const stretch = isCheck ? state.half : segment;
    segment.state = isCheck ? { ...state, kind: "checking" } : { kind: "asked" };
    if (!isCheck) segment.limit = limit;
    const unitMs = isCheck ? 0 : widened?.unitMs ?? 0;
    const oldestMs = this.#ageLimit.oldestMs(nowMs);
    return { segment, limit, window: this.#reader.edges.windowOf(stretch, unitMs, oldestMs) };
  }

  /** Counts the requests that were made, whatever came of them. */
  count({ segment }: Ask, requests: number): void {
    segment.requests += requests;
    this.#options.tally.requests += requests;
  }

  /** Takes in what came. */
  settle({ segment, window, limit }: Ask, came: PageThatCame): void {
    const { state } = segment;
    this.#failuresInARow = 0;
    this.#options.planner.responseLimit.learnFitting(pageLength(came.page));
    if (state.kind !== "checking") this.#settleAnswer(segment, window, came);
    else {
      const { answer, half, other } = state;
      const verdict = this.#reader.readHalf(answer, half, window, came.page, other);
      if (verdict === "whole" && other) {
        segment.state = { kind: "to_check", answer, half: other, other: undefined };
      } else if (verdict === "whole") this.#completeChecked(segment, answer);
      else if (verdict === "unknowable") this.#endUnknowable(segment, state.answer);
      else {
        if (verdict === "unclear") segment.unclearChecks++;
        const part = this.#divide(segment, state.answer, state.half);
        if (verdict === "cut_off") this.#forgetRates(part);
        part.limit = limit;
        this.#settleAnswer(part, window, came);
      }
    }
    this.#review();
  }

  #settleAnswer(segment: Segment, window: TimeWindow, came: PageThatCame): void {
    const { page, answeredAtMs, reached } = came;
    Object.assign(segment, { answeredAtMs, reached });
    // A forecast from its neighbours is evidence also where there was none when it was planned.
    segment.expected ??= this.#options.planner.expect(segment);
    const answer = this.#reader.read(segment, window, page, answeredAtMs);
    this.#follow(segment, answer, answer.verdict);
    if (answer.verdict.kind === "whole") this.#judgeBefore(segment, window, page);
  }

  /** Judges the answer before this one by the end of its window, which this one has. */
  #judgeBefore(segment: Segment, window: TimeWindow, page: DecodedPage): void {
    for (const before of this.#segments) {
      const { state, checkedBy } = before;
      if (checkedBy?.segment !== segment || state.kind !== "held") continue;
      const { answer, end } = checkedBy;
      const verdict = this.#reader.readEnd(answer, end, window, page);
      if (verdict === "whole") this.#completeChecked(before, state.answer);
      if (verdict === "cut_off") this.#forgetRates(segment);
    }
  }

  /** Does what follows from what an answer says. */
  #follow(segment: Segment, answer: ReadAnswer, verdict: AnswerVerdict): void {
    const { planner } = this.#options;
    const { page, facts: { shape, length } } = answer;
    switch (verdict.kind) {
      case "whole":
        return this.#complete(segment, answer, verdict.evidence);
      case "suspect":
        segment.state = { kind: "held", answer };
        return;
      case "rounded":
        segment.widened = { unitMs: verdict.unitMs, sessions: length };
        return askAgain(segment, page);
      case "ask_again":
        this.fullResponses++;
        segment.repeats++;
        return askAgain(segment, page);
      case "in_vain":
        this.fullResponses++;
        if (verdict.cause === "claim") planner.learn(shape, undefined);
        if (verdict.cause === "spanning") planner.learnInVain(widthInVainMs(shape));
        return this.#endShort(segment, page, verdict);
      case "full":
        this.fullResponses++;
        segment.known = page.sessions;
        if (verdict.sign === "length") return this.#segments.split(segment, shape);
        for (const part of this.#segments.bisect(segment, middleCut(shape))) part.fullResponses++;
    }
  }

  #complete(segment: Segment, answer: ReadAnswer, evidence: Segment["evidence"]): void {
    this.#learn(segment, answer);
    segment.evidence = evidence;
    segment.state = { kind: "done", result: { page: this.#noticed(answer.page) }, answer };
  }

  /** Learns the rate of sessions from what came for a segment. */
  #learn(segment: Segment, { facts }: ReadAnswer): void {
    if (segment.isLearned || segment.reached !== undefined) return;
    const expected = segment.fullResponses === 0 ? segment.expected : undefined;
    this.#options.planner.learn(facts.shape, expected);
    segment.isLearned = true;
  }

  #completeChecked(segment: Segment, answer: ReadAnswer): void {
    segment.isWhole = true;
    this.#complete(segment, answer, "asked_again");
  }

  #endUnknowable(segment: Segment, { page, facts }: ReadAnswer): void {
    this.#endShort(segment, page, uncheckableGap(facts.length));
  }

  #endShort(segment: Segment, page: DecodedPage, { reason, message }: GapCause): void {
    const result = { page: this.#noticed(page), gap: { reason, message } };
    segment.state = { kind: "done", result };
  }

  /** The page with what was noticed of the API while it was collected. */
  #noticed(page: DecodedPage): DecodedPage {
    const notices = joinNotices(page.notices, this.#reader.notices);
    return notices === page.notices ? page : { ...page, notices };
  }

  /** Judges anew the answers that are held, by what is known now, and has one of them checked. */
  #review(): void {
    const held = [...this.#segments].filter(({ state }) => state.kind === "held");
    const full = held.filter((segment) => this.#isFullNow(segment));
    if (full[0]) this.#segments.planAnewBehind(full[0], full);
    for (const segment of this.#segments) {
      const { state } = segment;
      if (state.kind !== "held" && state.kind !== "to_check") continue;
      if (!this.#segments.includes(segment)) continue;
      const verdict = this.#reader.judgeAnew(state.answer, segment);
      if (verdict.kind === "suspect") this.#beginCheck(segment, state.answer);
      else {
        segment.expected = this.#options.planner.expect(segment) ?? segment.expected;
        this.#follow(segment, state.answer, verdict);
      }
    }
  }

  #isFullNow(segment: Segment): boolean {
    const { state } = segment;
    return state.kind === "held" &&
      this.#reader.judgeAnew(state.answer, segment).kind === "full";
  }

  #beginCheck(segment: Segment, answer: ReadAnswer): void {
    const { beforeFailure } = this.#segments;
    if (
      beforeFailure.some((other) => this.#isChecking(other)) || !beforeFailure.includes(segment)
    ) return;
    const { fromMs, toMs, unclearChecks } = segment;
    const { shape } = answer.facts;
    if (toMs - fromMs < 2) return this.#endUnknowable(segment, answer);
    // A maximum may leave out so few that all of them lie in one half: then either has to be asked.
    const isLikeMaximum = this.#options.responseCut.isLikeMaximum(answer.facts.length);
    if (!isLikeMaximum && this.#checkByNext(segment, answer)) return;
    // Checks come to an end even where the sessions tell nothing.
    const atMs = unclearChecks > 0 ? (fromMs + toMs) / 2 : middleCut(shape);
    const roundMs = roundCutMs(segment, atMs, this.#options.axis);
    const half = halfToCheck(shape, Math.floor(atMs), roundMs);
    const rest = half.fromMs === fromMs
      ? { fromMs: half.toMs, toMs }
      : { fromMs, toMs: half.fromMs };
    segment.state = { kind: "to_check", answer, half, other: isLikeMaximum ? rest : undefined };
    this.#holdDoubtful();
  }

  /** Holds what was believed at first, and is of a kind with what is in doubt now. */
  #holdDoubtful(): void {
    for (const segment of this.#segments) {
      const { state } = segment;
      if (state.kind !== "done" || !state.answer) continue;
      if (this.#reader.judgeAnew(state.answer, segment).kind === "whole") continue;
      segment.state = { kind: "held", answer: state.answer };
    }
  }

  /** Whether a check is on its way, also one by a segment that is to be asked anyway. */
  #isChecking({ state, checkedBy }: Segment): boolean {
    if (state.kind !== "held") return state.kind === "to_check" || state.kind === "checking";
    const by = checkedBy?.segment;
    return by !== undefined && this.#segments.includes(by) &&
      (by.state.kind === "waiting" || by.state.kind === "asked");
  }

  /** Has an answer checked by the next segment, which takes the end of its window along. */
  #checkByNext(segment: Segment, answer: ReadAnswer): boolean {
    const { shape, length, limit } = answer.facts;
    const isFit = this.selection !== "overlap" && isNearByChance(length, limit) &&
      !segment.checkedBy;
    const endMs = isFit ? endToCheck(shape) : undefined;
    if (endMs === undefined) return false;
    const cutMs = roundCutMs(segment, endMs, this.#options.axis);
    this.#learn(segment, answer);
    const shortened = this.#segments.shorten(segment, cutMs, this.#nowMs);
    if (!shortened) return false;
    const [rest, next] = shortened;
    Object.assign(rest, {
      limit: segment.limit,
      answeredAtMs: segment.answeredAtMs,
      reached: segment.reached,
      isLearned: true,
      checkedBy: { segment: next, answer, end: { fromMs: cutMs, toMs: segment.toMs } },
    });
    rest.state = { kind: "held", answer: this.#reader.restrict(answer, rest) };
    next.known = answer.page.sessions;
    return true;
  }

  /** Replaces a segment by two that wait, one of them the half that checks it; returns that. */
  #divide(segment: Segment, { page }: ReadAnswer, half: Stretch): Segment {
    const cutMs = half.fromMs === segment.fromMs ? half.toMs : half.fromMs;
    segment.known = page.sessions;
    const parts = this.#segments.cut(segment, [cutMs, segment.toMs]);
    for (const part of parts) {
      part.unclearChecks = segment.unclearChecks;
      part.failures = segment.failures;
    }
    return parts.find(({ fromMs }) => fromMs === half.fromMs)!;
  }

  /** Forgets the rates, since answers they were taken from were cut off, and what follows a part. */
  #forgetRates(part: Segment): void {
    this.fullResponses++;
    this.#options.planner.forgetRates();
    for (const segment of this.#segments) segment.expected = undefined;
    this.#segments.planAnewBehind(part, []);
    this.#holdDoubtful();
  }

  /** Takes in that the response would have been too large. */
  settleTooLarge({ segment, limit }: Ask, nowMs: number): void {
    const { planner, axis } = this.#options;
    const { expected, state } = segment;
    segment.answeredAtMs = nowMs;
    if (state.kind === "checking") this.#divide(segment, state.answer, state.half);
    else if (
      planner.responseLimit.isDoubtful(limit, expected?.sessions) && !segment.wasDoubted
    ) {
      segment.wasDoubted = true;
      segment.state = { kind: "waiting" };
    } else {
      this.fullResponses++;
      planner.responseLimit.learnTooLarge(limit);
      const isHelped = limit > planner.responseLimit.sessions;
      const isSmallest = segment.toMs - segment.fromMs <= this.#options.minWindowMs;
      if (isHelped && (planner.splitsInVain || isSmallest)) segment.state = { kind: "waiting" };
      else if (isSmallest) {
        this.#endShort(segment, this.#knownOf(segment), tooLargeGap());
      } else {
        const records = Math.ceil(expected?.sessions ?? limit);
        this.#segments.split(segment, windowShape(segment, records, [], "start", axis));
      }
    }
    this.#review();
  }

  /**
   * Takes in that a request failed, and that the collection goes on without it: the window is asked
   * again in halves first, unless nothing has been answered for long.
   */
  settleFailed({ segment }: Ask, error: Error, nowMs: number): void {
    const { fromMs, toMs, state } = segment;
    segment.answeredAtMs = nowMs;
    const isWide = toMs - fromMs >= MIN_WIDTH_TO_HALVE_MS;
    if (state.kind === "checking") this.#divide(segment, state.answer, state.half);
    else if (isWide && segment.failures === 0 && ++this.#failuresInARow < FAILURES_OF_OUTAGE) {
      for (const part of this.#segments.bisect(segment, (fromMs + toMs) / 2)) part.failures = 1;
    } else {
      this.#endShort(segment, this.#knownOf(segment), failedGap(error));
    }
    this.#review();
  }

  /** Whether a refusal is put down to the age of the window: then it waits, with more margin. */
  settleRefused({ segment, window }: Ask, nowMs: number): boolean {
    const isTooOld = this.#ageLimit.learnRefused(window, nowMs);
    if (isTooOld) segment.state = { kind: "waiting" };
    return isTooOld;
  }

  /** Takes in that a request failed, and that this ends the collection. */
  fail({ segment }: Ask, error: unknown): void {
    segment.state = { kind: "failed", error };
    this.#review();
  }

  /** What had come for a segment with the answers of wider windows. */
  #knownOf(segment: Segment): DecodedPage {
    const { axis } = this.#options;
    return joinKnown(EMPTY_PAGE, segment.known, segment, this.selection, axis).page;
  }

  #waiting(nowMs: number): Segment | undefined {
    for (const segment of this.#segments) {
      const { state } = segment;
      // What lies behind a failure will not be delivered.
      if (state.kind === "failed") return undefined;
      if (state.kind === "to_check") {
        const window = this.#options.axis.windowOf(state.half);
        if (!this.#ageLimit.divide(window, nowMs).tooOld) return segment;
        askAgain(segment, state.answer.page);
      }
      if (segment.state.kind !== "waiting") continue;
      const reachable = this.#segments.clip(segment, nowMs);
      if (reachable) return reachable;
    }
    return undefined;
  }
}

function askAgain(segment: Segment, { sessions }: DecodedPage): void {
  segment.known = sessions;
  segment.state = { kind: "waiting" };
}
