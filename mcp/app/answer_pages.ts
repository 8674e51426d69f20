import type { NextCall, ReportData } from "../../report/mod.ts";
import type { ComparisonAnswer, DiagnosisAnswer, SummaryAnswer } from "../../src/explain/mod.ts";
import type { Coverage, Session, SessionsQuery, TimeWindow } from "../../src/mod.ts";
import {
  comparisonSentences,
  coverageSentences,
  diagnosisSentences,
  formatTime,
  NEXT_STEP_WORDS,
  type NextStep,
  SAMPLE_SENTENCE,
  type Sentence,
  stepsAfterComparison,
  stepsAfterDiagnosis,
  stepsAfterSummary,
  summarySentences,
  TOOL_COVERAGE,
} from "../../src/view/mod.ts";
import { nextArguments } from "../render/explain/next_calls.ts";
import type { ToolContext } from "../tools/tool_context.ts";

type PageContext = Pick<ToolContext, "endpoint" | "now">;

/** The page of a diagnosis. */
export function diagnosisPage(answer: DiagnosisAnswer, context: PageContext): ReportData {
  const steps = stepsAfterDiagnosis(answer);
  return {
    kind: "diagnosis",
    title: "Diagnosis",
    answer,
    ...words(diagnosisSentences(answer), answer.coverage, context),
    calls: [...stepCalls(steps, context), ...longerCall("diagnose", answer, context)],
  };
}

/** The page of a comparison. */
export function comparisonPage(answer: ComparisonAnswer, context: PageContext): ReportData {
  return {
    kind: "comparison",
    title: "Comparison",
    answer,
    ...words(comparisonSentences(answer), answer.coverage, context),
    calls: stepCalls(stepsAfterComparison(answer), context),
  };
}

/** The page of a summary. */
export function summaryPage(answer: SummaryAnswer, context: PageContext): ReportData {
  return {
    kind: "summary",
    title: "Summary",
    answer,
    ...words(summarySentences(answer), answer.coverage, context),
    calls: stepCalls(stepsAfterSummary(answer), context),
  };
}

/** The page of sessions, as the caller may see them. */
export function sessionsPage(
  sessions: readonly Session[],
  coverage: Coverage,
  context: PageContext & Pick<ToolContext, "redact">,
): ReportData {
  return {
    kind: "search",
    title: "Sessions",
    sessions: sessions.map(context.redact),
    coverage,
    endpoint: context.endpoint,
    ...words([SAMPLE_SENTENCE], coverage, context),
  };
}

function words(sentences: readonly Sentence[], coverage: Coverage, { now }: PageContext) {
  return {
    sentences: [...sentences, ...coverageSentences(coverage, TOOL_COVERAGE)],
    commands: [],
    madeAtMs: now(),
  };
}

const TOOLS = {
  search: "search_content_sessions",
  diagnose: "diagnose_content_sessions",
} as const;

/** The same question of a range twice as long, which shows more of what was before. */
function longerCall(
  ask: NextStep["ask"],
  { range, filters }: Pick<DiagnosisAnswer, "range" | "filters">,
  context: PageContext,
): NextCall[] {
  const { startMs, endMs }: TimeWindow = range;
  const { parameters, tags, dimensions } = filters;
  const query: SessionsQuery<string> = {
    start: formatTime(startMs - (endMs - startMs)),
    end: formatTime(endMs),
    ...parameters,
    ...Object.keys(tags).length > 0 && { tags },
    ...Object.keys(dimensions).length > 0 && { dimensions },
  };
  return callOf("A range twice as long", ask, query, context);
}

function stepCalls(steps: readonly NextStep[], context: PageContext): NextCall[] {
  return steps.flatMap(({ reason, ask, query, baseline }, index) => {
    // No tool takes a baseline for a diagnosis; without it, the call would ask the same again.
    if (baseline) return [];
    const isOneOfSome = steps.filter((step) => step.reason === reason).length > 1;
    const title = NEXT_STEP_WORDS[reason] + (isOneOfSome ? ` (${index + 1})` : "");
    return callOf(title, ask, query, context);
  });
}

/** Nothing if the call cannot be written so that it works. */
function callOf(
  title: string,
  ask: NextStep["ask"],
  query: SessionsQuery<string>,
  { endpoint }: PageContext,
): NextCall[] {
  const args = nextArguments(TOOLS[ask], query, endpoint);
  return args ? [{ title, tool: TOOLS[ask], arguments: args }] : [];
}
