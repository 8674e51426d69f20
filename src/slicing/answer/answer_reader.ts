import type { TimeWindow } from "../../query/time/time_window.ts";
import { joinNotices } from "../../session/coverage/merge_coverage.ts";
import { type DecodedPage, EMPTY_PAGE } from "../../session/decode/decoded_page.ts";
import type { Session } from "../../session/session.ts";
import { sessionKey } from "../../session/session_key.ts";
import {
  entryOffsetMs,
  type Selection,
  SelectionGuess,
  type SessionSpan,
  sessionSpan,
} from "../axis/selection.ts";
import type { Stretch, TimeAxis } from "../axis/time_axis.ts";
import { type WindowShape, windowShape } from "../axis/window_shape.ts";
import { type CheckVerdict, judgeByHalf } from "./half_check.ts";
import { type AnswerFacts, type AnswerVerdict, judgeAnswer } from "./judge_answer.ts";
import { joinKnown, pageLength } from "./known_sessions.ts";
import type { MoreClaims } from "./more_claims.ts";
import type { ResponseCut } from "./response_cut.ts";
import type { RoundingWatch } from "./rounding_watch.ts";
import { type AskedPlace, WindowEdges } from "./window_edges.ts";

/** What the answers of a collection have shown about the API, for all of its rounds. */
export interface ApiHabits {
  /** Where it cuts answers off in silence. */
  readonly responseCut: ResponseCut;
  /** Whether it rounds windows. */
  readonly rounding: RoundingWatch;
  /** Whether it says of every answer that there is more. */
  readonly moreClaims: MoreClaims;
}

/** What an answer reader is made of. */
export interface AnswerReaderOptions extends ApiHabits {
  readonly axis: TimeAxis;
  /** The range of the collection, which the axis is a part of when it is asked again. */
  readonly range: TimeWindow;
  /** Windows no longer than this are not split. */
  readonly minWindowMs: number;
}

/** An answer to the window of a place, read. */
export interface ReadAnswer {
  /** What is known about it. */
  readonly facts: AnswerFacts;
  /** What it says about the window. */
  readonly verdict: AnswerVerdict;
  /** Its sessions, with those that had come before. */
  readonly page: DecodedPage;
  /** Its sessions alone: what came before says nothing of whether it was cut off. */
  readonly own: DecodedPage;
}

/** An answer of less of its limit is not taken for one that is cut off at a maximum. */
const CUT_PART = 0.4;

/** Learns what answers show about the API, and says what each of them says about its window. */
export class AnswerReader {
  readonly #options: AnswerReaderOptions;
  readonly #selection = new SelectionGuess();
  /** Where windows begin and end when they are asked for. */
  readonly edges: WindowEdges;

  /** A reader that has read nothing on this axis yet. */
  constructor(options: AnswerReaderOptions) {
    this.#options = options;
    this.edges = new WindowEdges(options.axis, options.range, options.rounding);
  }

  /** By which of their moments the API seems to select sessions. */
  get selection(): Selection {
    return this.#selection.value;
  }

  /** A page with what was noticed of the API while it was collected. */
  noticed(page: DecodedPage): DecodedPage {
    const { rounding, responseCut } = this.#options;
    const notices = joinNotices(page.notices, [...rounding.notices, ...responseCut.notices]);
    return notices === page.notices ? page : { ...page, notices };
  }

  /** What had come for a place with the answers of wider windows. */
  knownOf(place: AskedPlace): DecodedPage {
    const { axis } = this.#options;
    return joinKnown(EMPTY_PAGE, place.known, place, this.selection, axis).page;
  }

  /** Reads the answer to the window of a place. */
  read(
    place: AskedPlace,
    window: TimeWindow,
    answer: DecodedPage,
    answeredAtMs: number,
  ): ReadAnswer {
    const { axis, minWindowMs, responseCut, moreClaims } = this.#options;
    const { limit } = place;
    const length = pageLength(answer);
    this.#selection.learn(this.#spansOf(answer), window);
    responseCut.learn(length, limit);
    const joined = joinKnown(answer, place.known, place, this.selection, axis);
    // A long answer that does not bring again what its place is known to have is cut off.
    const isLacking = joined.isShort && answer.more === undefined && length >= CUT_PART * limit;
    if (isLacking && length < limit) responseCut.learnCutOff(length);
    const byLength = this.#byLength(length, place);
    const isCut = isLacking || length >= byLength.fullLength;
    const claimed = isCut ? undefined : answer.more;
    const isVain = claimed !== undefined && place.fullResponses > 0 && joined.fresh === 0;
    moreClaims.learn(answer.more !== undefined, isVain);

    const page = this.edges.withinRange(window, joined.page, place.known, this.selection);
    const isFull = isCut || claimed !== undefined;
    // What had come before would count twice in the sample that a full answer is.
    const shape = this.#shapeOf(place, isFull ? answer : page);
    const facts: AnswerFacts = {
      ...byLength,
      length,
      limit,
      isLacking,
      more: claimed === undefined ? undefined : {
        words: claimed,
        verdict: moreClaims.judge(place.fullResponses, place.repeats, isVain),
      },
      roundingUnitMs: isFull ? 0 : this.edges.unitToTry(place, window, answer, {
        selection: this.selection,
        missing: joined.missing,
        answeredAtMs,
      }),
      shape,
      widthMs: place.toMs - place.fromMs,
      minWindowMs,
      isFinestUnit: this.edges.areIgnored(place, page, this.selection),
    };
    return { facts, verdict: judgeAnswer(facts), page, own: answer };
  }

  /**
   * Reads the answer to a half of a window, which checks the answer to the whole.
   *
   * @param other The other half, if it is to be asked as well before the whole is believed.
   */
  readHalf(
    whole: ReadAnswer,
    half: Stretch,
    window: TimeWindow,
    answer: DecodedPage,
    other?: Stretch,
  ): CheckVerdict {
    const { sessions } = whole.page;
    const { isShort } = joinKnown(answer, sessions, half, this.selection, this.#options.axis);
    const verdict = judgeByHalf({ ...whole.facts, page: whole.own }, {
      page: this.edges.withinRange(window, answer, sessions, this.selection),
      length: pageLength(answer),
      isLacking: isShort,
    }, (session) => sessionKey(session, this.#options.axis.endpoint));
    const { responseCut } = this.#options;
    if (verdict === "whole" && !other) responseCut.learnWhole(whole.facts.length);
    if (verdict === "cut_off") responseCut.learnCutOff(whole.facts.length);
    return verdict;
  }

  /** Reads the answer to a window that has the end of another and more, which checks the other. */
  readEnd(whole: ReadAnswer, end: Stretch, window: TimeWindow, answer: DecodedPage): CheckVerdict {
    const sessions = answer.sessions.filter((session) => this.#offsetMs(session) < end.toMs);
    return this.readHalf(whole, end, window, { ...answer, sessions });
  }

  /** What of an answer belongs to a part of its place; what says no time, as well. */
  restrict(answer: ReadAnswer, part: Stretch): ReadAnswer {
    const { facts, page } = answer;
    const sessions = page.sessions.filter((session) => {
      const offsetMs = this.#offsetMs(session);
      return Number.isNaN(offsetMs) || (offsetMs >= part.fromMs && offsetMs <= part.toMs);
    });
    const rest = { ...page, sessions };
    const shape = this.#shapeOf(part, rest);
    return { ...answer, facts: { ...facts, shape, widthMs: part.toMs - part.fromMs }, page: rest };
  }

  /** Judges an answer anew by what was learned since it was read. */
  judgeAnew({ facts }: ReadAnswer, place: AskedPlace): AnswerVerdict {
    return judgeAnswer({ ...facts, ...this.#byLength(facts.length, place) });
  }

  /** What the length of an answer says, by all that is known of lengths now. */
  #byLength(length: number, { limit, expected, isWhole }: AskedPlace) {
    const { responseCut } = this.#options;
    return {
      fullLength: Math.min(limit, responseCut.sessions),
      isSuspected: !isWhole && responseCut.suspects({ length, limit, expected }),
      evidence: responseCut.evidenceOf({ length, limit, expected, isWhole }),
    };
  }

  #spansOf({ sessions }: DecodedPage): SessionSpan[] {
    return sessions.map((session) => sessionSpan(session, this.#options.axis.endpoint));
  }

  #offsetMs(session: Session): number {
    return entryOffsetMs(session, this.selection, this.#options.axis);
  }

  #shapeOf(place: Stretch, page: DecodedPage): WindowShape {
    const spans = this.#spansOf(page);
    return windowShape(place, pageLength(page), spans, this.selection, this.#options.axis);
  }
}
