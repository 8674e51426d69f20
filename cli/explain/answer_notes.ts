import type { CheckedQuery, Correction, Coverage, Endpoint } from "../../src/mod.ts";
import {
  coverageSentences,
  cutOffText,
  type NextStep,
  noneSentences,
  noSpaceSentence,
  SAMPLE_SENTENCE,
  type SeenValues,
  type Sentence,
  SHELL_COVERAGE,
  SHELL_SUGGESTIONS,
} from "../../src/view/mod.ts";
import { sentenceLines } from "../text/sentence_text.ts";
import { caption } from "../sessions/caption.ts";
import type { ExplainOptions } from "./explain_options.ts";
import { nextStepLines } from "./next_step_lines.ts";

/** What there is to say beside an answer. */
export interface AnswerNotes {
  readonly checked: CheckedQuery;
  /** The range that stands where none was given, in words. */
  readonly defaultRange?: string;
  readonly endpoint: Endpoint;
  readonly options: ExplainOptions;
  /** Sessions of the range. */
  readonly sessions: number;
  readonly coverage: Coverage;
  /** What was asked. */
  readonly asked: Sentence;
  readonly steps: readonly NextStep[];
  /** What the question had beside its query, for a step that asks the same of more sessions. */
  readonly again?: Correction;
  /** Titles of columns for which there was no space. */
  readonly leftOut: readonly string[];
  /** Values that sessions had lately, where that may tell why there are none. */
  readonly seen?: SeenValues;
}

const WIDER = "a wider terminal has them, and so has --format csv";

/** Says in lines what an answer rests on, what it lacks, and what to ask next. */
export function answerNotes(notes: AnswerNotes): string[] {
  const { checked, defaultRange, endpoint, options, sessions, coverage, asked, leftOut, seen } =
    notes;
  return [
    ...checked.cutOff && options.in === undefined ? [cutOffText(checked.cutOff, endpoint)] : [],
    caption(checked, sessions),
    ...defaultRange === undefined ? [] : [`No range was given, so this is ${defaultRange}`],
    ...sentenceLines([
      ...sessions === 0
        ? noneSentences(checked, endpoint, seen, SHELL_SUGGESTIONS)
        : [SAMPLE_SENTENCE],
      asked,
      ...coverageSentences(coverage, SHELL_COVERAGE),
      ...leftOut.length > 0 ? [noSpaceSentence(leftOut, WIDER)] : [],
    ]),
    ...nextStepLines(notes.steps, options, endpoint, notes.again ?? {}),
  ];
}
