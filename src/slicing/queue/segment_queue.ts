import type { TimeWindow } from "../../query/time/time_window.ts";
import {
  failedGap,
  type GapCause,
  tooLargeGap,
  uncheckableGap,
} from "../../session/coverage/gaps.ts";
import type { DecodedPage } from "../../session/decode/decoded_page.ts";
import {
  AnswerReader,
  type AnswerReaderOptions,
  type ReadAnswer,
} from "../answer/answer_reader.ts";
import type { AnswerVerdict } from "../answer/judge_answer.ts";
import { pageLength } from "../answer/known_sessions.ts";
import type { Selection } from "../axis/selection.ts";
import { windowShape } from "../axis/window_shape.ts";
import { middleCut, widthInVainMs } from "../forecast/full_response.ts";
import { AgeLimit } from "./age_limit.ts";
import { AnswerChecks } from "./answer_checks.ts";
import type { ArrivedPage, WindowRequest } from "./window_request.ts";
import type { Segment } from "./segment.ts";
import { SegmentList, type SegmentListOptions } from "./segment_list.ts";

/** What a queue is made of. */
export type SegmentQueueOptions = AnswerReaderOptions & Omit<SegmentListOptions, "ageLimit">;

/** A shorter window that failed is not asked in halves. */
const MIN_WIDTH_TO_HALVE_MS = 120_000;
/** After so many failures in a row the API is taken to be out of order. */
const FAILURES_OF_OUTAGE = 4;

/**
 * The segments of a range, from the first that is not delivered to the last that is planned, and
 * the only place where their state changes. `judgeAnswer()` decides what an answer says, and this
 * follows: a full answer shortens its segment, or splits it where what lies behind is planned
 * already; one that may have been cut off in silence is held until a part of its window was asked.
 */
export class SegmentQueue {
  readonly #options: SegmentQueueOptions;
  readonly #segments: SegmentList;
  readonly #reader: AnswerReader;
  readonly #checks: AnswerChecks;
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
    this.#checks = new AnswerChecks({ ...options, reader: this.#reader, segments: this.#segments });
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
  next(nowMs: number): WindowRequest | undefined {
    this.#nowMs = nowMs;
    const segment = this.#segments.firstToAsk(nowMs) ?? this.#segments.plan(nowMs);
    if (!segment) return undefined;
    const { state, widened } = segment;
    const limit = this.#options.planner.responseLimit.sessions;
    const isCheck = state.kind === "to_check";
    segment.state = isCheck ? { ...state, kind: "checking" } : { kind: "asked" };
    if (!isCheck) segment.limit = limit;
    const [stretch, unitMs] = isCheck ? [state.half, 0] : [segment, widened?.unitMs ?? 0];
    const oldestMs = this.#ageLimit.oldestMs(nowMs);
    return { segment, limit, window: this.#reader.edges.windowOf(stretch, unitMs, oldestMs) };
  }

  /** Counts the requests that were made, whatever came of them. */
  count({ segment }: WindowRequest, requests: number): void {
    segment.requests += requests;
    this.#options.tally.requests += requests;
  }

  /** Takes in what came. */
  settle({ segment, window, limit }: WindowRequest, arrived: ArrivedPage): void {
    const { state } = segment;
    this.#failuresInARow = 0;
    this.#options.planner.responseLimit.learnFitting(pageLength(arrived.page));
    if (state.kind !== "checking") this.#settleAnswer(segment, window, arrived);
    else {
      const { answer, half, other } = state;
      const verdict = this.#reader.readHalf(answer, half, window, arrived.page, other);
      if (verdict === "whole" && other) {
        segment.state = { kind: "to_check", answer, half: other, other: undefined };
      } else if (verdict === "whole") this.#completeChecked(segment, answer);
      else if (verdict === "unknowable") {
        this.#endShort(segment, answer.page, uncheckableGap(answer.facts.length));
      } else {
        if (verdict === "unclear") segment.unclearChecks++;
        const part = this.#checks.divide({ segment, answer }, half);
        if (verdict === "cut_off") this.#forgetRates(part);
        part.limit = limit;
        this.#settleAnswer(part, window, arrived);
      }
    }
    this.#review();
  }

  #settleAnswer(segment: Segment, window: TimeWindow, arrived: ArrivedPage): void {
    const { page, answeredAtMs, reached } = arrived;
    Object.assign(segment, { answeredAtMs, reached });
    // A forecast from its neighbours is evidence also where there was none when it was planned.
    segment.expected ??= this.#options.planner.expect(segment);
    const answer = this.#reader.read(segment, window, page, answeredAtMs);
    this.#follow(segment, answer, answer.verdict);
    if (answer.verdict.kind !== "whole") return;
    for (const before of this.#checks.byEnd(segment, window, page)) {
      if (before.verdict === "whole") this.#completeChecked(before.segment, before.answer);
      if (before.verdict === "cut_off") this.#forgetRates(segment);
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
        return askAgain(segment, answer);
      case "ask_again":
        this.fullResponses++;
        segment.repeats++;
        return askAgain(segment, answer);
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
    segment.state = { kind: "done", result: { page: this.#reader.noticed(answer.page) }, answer };
  }

  #completeChecked(segment: Segment, answer: ReadAnswer): void {
    segment.isWhole = true;
    this.#complete(segment, answer, "asked_again");
  }

  #endShort(segment: Segment, page: DecodedPage, { reason, message }: GapCause): void {
    const result = { page: this.#reader.noticed(page), gap: { reason, message } };
    segment.state = { kind: "done", result };
  }

  #learn(segment: Segment, { facts }: ReadAnswer): void {
    if (segment.isLearned || segment.reached !== undefined) return;
    const expected = segment.fullResponses === 0 ? segment.expected : undefined;
    this.#options.planner.learn(facts.shape, expected);
    segment.isLearned = true;
  }

  /** Judges anew the answers that are held, by what is known now, and has one of them checked. */
  #review(): void {
    const full = this.#checks.heldAndFull();
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

  #beginCheck(segment: Segment, answer: ReadAnswer): void {
    if (!this.#checks.mayBegin(segment)) return;
    const half = this.#checks.halfOf({ segment, answer });
    if (!half) return this.#endShort(segment, answer.page, uncheckableGap(answer.facts.length));
    if (this.#checkByNext(segment, answer)) return;
    segment.state = { kind: "to_check", answer, ...half };
    this.#holdDoubtful();
  }

  /** Has an answer checked by the next segment, if that can take the end of its window along. */
  #checkByNext(segment: Segment, answer: ReadAnswer): boolean {
    const endMs = this.#checks.endForNext({ segment, answer });
    if (endMs === undefined) return false;
    this.#learn(segment, answer);
    const rest = this.#checks.leaveEnd({ segment, answer }, endMs, this.#nowMs);
    if (rest) rest.segment.state = { kind: "held", answer: rest.answer };
    return rest !== undefined;
  }

  #holdDoubtful(): void {
    for (const { segment, answer } of this.#checks.doubtful()) {
      segment.state = { kind: "held", answer };
    }
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
  settleTooLarge({ segment, limit }: WindowRequest, nowMs: number): void {
    const { planner, planner: { responseLimit }, axis } = this.#options;
    const { expected, state, wasDoubted } = segment;
    const isDoubtful = !wasDoubted && responseLimit.isDoubtful(limit, expected?.sessions);
    segment.answeredAtMs = nowMs;
    if (state.kind === "checking") this.#checks.divide({ segment, ...state }, state.half);
    else if (isDoubtful) {
      segment.wasDoubted = true;
      segment.state = { kind: "waiting" };
    } else {
      this.fullResponses++;
      responseLimit.learnTooLarge(limit);
      const isHelped = limit > responseLimit.sessions;
      const records = Math.ceil(expected?.sessions ?? limit);
      const isSmallest = segment.toMs - segment.fromMs <= this.#options.minWindowMs;
      if (isHelped && (planner.splitsInVain || isSmallest)) segment.state = { kind: "waiting" };
      else if (isSmallest) this.#endShort(segment, this.#reader.knownOf(segment), tooLargeGap());
      else this.#segments.split(segment, windowShape(segment, records, [], "start", axis));
    }
    this.#review();
  }

  /**
   * Takes in that a request failed, and that the collection goes on without it: the window is asked
   * again in halves first, unless nothing has been answered for long.
   */
  settleFailed({ segment }: WindowRequest, error: Error, nowMs: number): void {
    const { fromMs, toMs, state } = segment;
    segment.answeredAtMs = nowMs;
    const mayHalve = segment.failures === 0 && toMs - fromMs >= MIN_WIDTH_TO_HALVE_MS;
    if (state.kind === "checking") this.#checks.divide({ segment, ...state }, state.half);
    else if (mayHalve && ++this.#failuresInARow < FAILURES_OF_OUTAGE) {
      for (const part of this.#segments.bisect(segment, (fromMs + toMs) / 2)) part.failures = 1;
    } else this.#endShort(segment, this.#reader.knownOf(segment), failedGap(error));
    this.#review();
  }

  /** Whether a refusal is put down to the age of the window: then it waits, with more margin. */
  settleRefused({ segment, window }: WindowRequest, nowMs: number): boolean {
    const isTooOld = this.#ageLimit.learnRefused(window, nowMs);
    if (isTooOld) segment.state = { kind: "waiting" };
    return isTooOld;
  }

  /** Takes in that a request failed, and that this ends the collection. */
  fail({ segment }: WindowRequest, error: unknown): void {
    segment.state = { kind: "failed", error };
    this.#review();
  }
}

function askAgain(segment: Segment, { page }: ReadAnswer): void {
  segment.known = page.sessions;
  segment.state = { kind: "waiting" };
}
