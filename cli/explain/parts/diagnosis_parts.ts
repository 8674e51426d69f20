import type { DiagnosisAnswer, Problem } from "../../../src/explain/mod.ts";
import {
  causesTable,
  heldAgainstSentences,
  inseparableSentences,
  problemSentence,
  unexplainedSentences,
  unremarkableSentences,
  unremarkableTable,
} from "../../../src/view/mod.ts";
import { trendLines } from "../trend_lines.ts";
import type { AnswerPart } from "../write_answer.ts";

/** A diagnosis for a terminal: each problem with its trend and causes, then what is as usual. */
export function diagnosisParts(answer: DiagnosisAnswer): AnswerPart[] {
  const { problems } = answer;
  const [nothing, ...others] = unremarkableSentences(answer);
  return [
    ...problems.flatMap(problemParts),
    ...nothing
      ? [
        {
          kind: "sentences" as const,
          // The table has the details.
          sentences: [{ ...nothing, details: [] }],
          isStrong: problems.length === 0,
        },
        { kind: "table" as const, table: unremarkableTable(answer) },
        { kind: "sentences" as const, sentences: others },
      ]
      : [],
  ];
}

function problemParts(problem: Problem): AnswerPart[] {
  return [
    { kind: "sentences", sentences: [problemSentence(problem)], isStrong: true },
    { kind: "lines", lines: (width, paint) => trendLines(problem, width, paint) },
    { kind: "table", table: causesTable(problem) },
    {
      kind: "sentences",
      sentences: [
        ...problem.causes.flatMap(inseparableSentences),
        ...heldAgainstSentences(problem),
        ...unexplainedSentences(problem),
      ],
    },
  ];
}
