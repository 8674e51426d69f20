import type { DiagnosisAnswer, Problem, ProblemCause } from "../../../src/explain/mod.ts";
import type { CheckedQuery, Endpoint } from "../../../src/mod.ts";
import {
  bounds,
  boundsText,
  figure,
  figureText,
  heldAgainstSentences,
  planSentence,
  problemSentence,
  stepsAfterDiagnosis,
  unexplainedSentences,
  unremarkableSentences,
} from "../../../src/view/mod.ts";
import type { ToolContext } from "../../tools/tool_context.ts";
import { cleanText } from "../clean_text.ts";
import { Line, line } from "../line.ts";
import { momentText, sentenceLines } from "../sentence_lines.ts";
import { basisLines, emptyLines } from "./basis_lines.ts";
import { keyed } from "./group_query.ts";
import { stepCalls } from "./step_calls.ts";
import { type ToldAnswer, toldAnswer } from "./told_answer.ts";
import { NONE } from "./value_text.ts";

/** Writes what is broken, where, since when, how bad, how sure. */
export function diagnosisAnswer(
  answer: DiagnosisAnswer,
  checked: CheckedQuery,
  reasons: readonly Line[],
  { endpoint, tokenBudget }: Pick<ToolContext, "endpoint" | "tokenBudget">,
): ToldAnswer {
  const { problems, coverage } = answer;
  const { maybe, next } = emptyLines(reasons);
  return toldAnswer(
    [
      Line.own(`Verdict: ${answer.verdict}`),
      ...problems.flatMap((problem) => [
        rateLine(problem),
        ...sentenceLines(problemSentence(withKeys(problem, endpoint))),
      ]),
      ...problems.flatMap((problem) =>
        [...heldAgainstSentences(problem), ...unexplainedSentences(problem)].flatMap(sentenceLines)
          .map((one) => line`${Line.own(problem.metric)}: ${one}`)
      ),
      ...unremarkableSentences(answer).flatMap(sentenceLines),
      ...maybe,
    ],
    [...basisLines(checked, coverage, endpoint), ...planLines(answer)],
    causesTable(problems, endpoint),
    [...next, ...stepCalls(stepsAfterDiagnosis(answer), endpoint)],
    tokenBudget,
  );
}

/** A problem with the names that a caller uses. */
function withKeys(problem: Problem, endpoint: Endpoint): Problem {
  const causes = problem.causes.map((cause) => ({ ...cause, where: keyed(cause.where, endpoint) }));
  return { ...problem, causes };
}

/** How bad it is and how sure, in own words: whom it hits is data. */
function rateLine({ metric, n, value, low, high, expected, since }: Problem): Line {
  return Line.own(
    `${metric}: ${figureText(figure(value, "share"))} (95 % interval ${
      boundsText(bounds(low, high, "share"))
    }; n ${n}) where ${figureText(figure(expected, "share"))} was expected, since ${
      momentText(since.startMs)
    }, ${since.endMs === null ? "ongoing" : `ended ${momentText(since.endMs)}`}`,
  );
}

/** What was asked and why, step by step. */
function planLines(answer: DiagnosisAnswer): Line[] {
  return (planSentence(answer).details ?? []).flatMap(sentenceLines)
    .map((step) => line`Asked: ${step}`);
}

function causesTable(problems: readonly Problem[], endpoint: Endpoint) {
  return {
    names: [
      "metric",
      "where",
      "sessions",
      "bad",
      "expected",
      "ratio (95 % interval)",
      "explains",
      "share of sessions",
      "adjusted p",
      "since (UTC; 95 % interval)",
      "until",
      "cannot be separated from (sessions only in the cause; only in the other)",
    ],
    rows: problems.flatMap(({ metric, causes }) =>
      causes.map((cause) => [metric, ...causeTexts(cause, endpoint)])
    ),
  };
}

function causeTexts(cause: ProblemCause, endpoint: Endpoint): string[] {
  const { where, n, bad, expectedBad, ratio, low, high, explains, share, pAdjusted } = cause;
  const { startMs, lowMs, highMs, endMs } = cause.since;
  return [
    whereText(where, endpoint),
    String(n),
    String(bad),
    figureText(figure(expectedBad, "expected")),
    `${figureText(figure(ratio, "times"))} (${boundsText(bounds(low, high, "times"))})`,
    figureText(figure(explains, "share")),
    figureText(figure(share, "share")),
    figureText(figure(pAdjusted, "probability")),
    `${momentText(startMs)} (${momentText(lowMs)} to ${momentText(highMs)})`,
    endMs === null ? "ongoing" : momentText(endMs),
    inseparableText(cause, endpoint),
  ];
}

/** What may be the cause instead, for all that the sessions say, and how many of them tell the two apart. */
function inseparableText(
  { inseparableFrom, separatedBy }: ProblemCause,
  endpoint: Endpoint,
): string {
  if (inseparableFrom.length === 0) return NONE;
  const others = inseparableFrom.map((where) => whereText(where, endpoint)).join(" | ");
  return separatedBy
    ? `${others} (${separatedBy.onlyInCause}; ${separatedBy.onlyInAlternative})`
    : others;
}

function whereText(where: ProblemCause["where"], endpoint: Endpoint): string {
  const values = Object.entries(keyed(where, endpoint))
    .map(([name, value]) => cleanText(`${name}=${value}`));
  return values.length === 0 ? "all sessions" : values.join(" and ");
}
