import type { Coverage } from "../../src/mod.ts";
import { completenessSentence, coverageSentences, TOOL_COVERAGE } from "../../src/view/mod.ts";
import { Line, line } from "./line.ts";
import { sentenceLines } from "./sentence_lines.ts";

/** Says what came back of what was asked, what did not, and what was noticed beside. */
export function coverageLines(coverage: Coverage): readonly Line[] {
  return [
    ...sentenceLines(completenessSentence(coverage)).map((what) => line`Coverage: ${what}`),
    ...coverageSentences(coverage, TOOL_COVERAGE).flatMap(sentenceLines),
  ];
}

/** A number with its noun, which is a word of ours. */
export function count(number: number, noun: string): Line {
  return Line.own(`${number} ${noun}${number === 1 ? "" : "s"}`);
}
