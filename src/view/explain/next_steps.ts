import type { MeasureName } from "../../../gen/endpoint.ts";
import type {
  ComparisonAnswer,
  DiagnosisAnswer,
  ProblemMetric,
  SummaryAnswer,
} from "../../explain/answers.ts";
import { filtersQuery } from "../../explain/filters_query.ts";
import type { Filters } from "../../query/check/checked_query.ts";
import type { SessionsQuery } from "../../query/sessions_query.ts";
import { formatTime } from "../../query/time/format_time.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import { DAY_MS } from "../../query/time/units.ts";
import { isAboveExpected } from "./diagnosis_sentences.ts";

/** What is worth asking next, as data: each front end writes it as its users would ask. */
export interface NextStep {
  /** What for. */
  readonly reason: keyof typeof NEXT_STEP_WORDS;
  /** What is asked. */
  readonly ask: "search" | "diagnose";
  /** Of which sessions; times are text, as people write them. */
  readonly query: SessionsQuery<string>;
  /** What their largest come first by, where no filter picks the bad ones. */
  readonly worstBy?: MeasureName;
  /** What they are held against, where that is named. */
  readonly baseline?: { readonly start: string; readonly end: string };
}

/** What a next step is for, in words. */
export const NEXT_STEP_WORDS = {
  sessions_behind: "The sessions behind it",
  enough_sessions: "This would be enough sessions",
  day_before: "To hold it against the day before alone",
  what_is_broken: "To find what is broken, where and since when",
} as const;

/** Causes whose sessions are offered; of more, nobody looks at any. */
const MOST_CAUSES = 3;

/** The measures of what is a problem where there is much of it: no flag says so. */
const WORST_BY: Readonly<Partial<Record<ProblemMetric, MeasureName>>> = {
  slow_start: "videoStartMs",
  rebuffering: "rebufferingMs",
};

/**
 * What to ask after a diagnosis: the sessions behind each cause, enough sessions, or another baseline
 * where that of the answer may have the problem as well.
 */
export function stepsAfterDiagnosis(answer: DiagnosisAnswer): NextStep[] {
  const { verdict, problems, unremarkable, enough } = answer;
  const sessionsBehind = problems.flatMap(({ metric, causes }) => {
    const worstBy = WORST_BY[metric];
    return causes.map(({ query }) => ({
      reason: "sessions_behind" as const,
      ask: "search" as const,
      query: withTimesAsText(query),
      ...worstBy && { worstBy },
    }));
  });
  return [
    ...sessionsBehind.slice(0, MOST_CAUSES),
    ...enough
      ? [{
        reason: "enough_sessions" as const,
        ask: "diagnose" as const,
        query: withTimesAsText(enough),
      }]
      : [],
    ...verdict !== "incident" && unremarkable.some(isAboveExpected)
      ? [againstDayBefore(answer)]
      : [],
  ];
}

/** The same sessions, held against those of as many days earlier as they last. */
function againstDayBefore({ range, filters }: DiagnosisAnswer): NextStep {
  const { startMs, endMs } = range;
  const earlierMs = Math.ceil((endMs - startMs) / DAY_MS) * DAY_MS;
  return {
    reason: "day_before",
    ask: "diagnose",
    query: filtersQuery(range, filters),
    baseline: { start: formatTime(startMs - earlierMs), end: formatTime(endMs - earlierMs) },
  };
}

/** What to ask after a comparison: what is broken, if something is worse, were it of one group. */
export function stepsAfterComparison({ changes, current }: ComparisonAnswer): NextStep[] {
  const isWorse = changes.some(({ verdict }) => verdict === "worse");
  return isWorse ? [whatIsBroken(current)] : [];
}

/** What to ask after a summary: what is broken, of the same sessions. */
export function stepsAfterSummary(answer: SummaryAnswer): NextStep[] {
  return answer.total.n === 0 ? [] : [whatIsBroken(answer)];
}

function whatIsBroken(
  { range, filters }: { readonly range: TimeWindow; readonly filters: Filters },
): NextStep {
  return { reason: "what_is_broken", ask: "diagnose", query: filtersQuery(range, filters) };
}

function withTimesAsText(query: SessionsQuery<string>): SessionsQuery<string> {
  const { start, end, ...rest } = query;
  return {
    ...start !== undefined && { start: timeText(start) },
    ...end !== undefined && { end: timeText(end) },
    ...rest,
  };
}

function timeText(time: NonNullable<SessionsQuery["start"]>): string {
  return typeof time === "string" ? time : formatTime(Number(time));
}
