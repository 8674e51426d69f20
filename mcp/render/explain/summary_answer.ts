import { type Group, isAvailable, type MetricKey } from "../../../src/analysis/mod.ts";
import type { SummaryAnswer } from "../../../src/explain/mod.ts";
import type { CheckedQuery, Endpoint } from "../../../src/mod.ts";
import { formatTime, stepsAfterSummary, summarySentences } from "../../../src/view/mod.ts";
import type { ToolContext } from "../../tools/tool_context.ts";
import { count } from "../coverage_text.ts";
import { Line, line } from "../line.ts";
import { sentenceLines } from "../sentence_lines.ts";
import { basisLines, emptyLines } from "./basis_lines.ts";
import { attributeKey, groupQuery } from "./group_query.ts";
import { flagOf, nextCall } from "./next_calls.ts";
import { stepCalls } from "./step_calls.ts";
import { NO_ROWS, type ToldAnswer, toldAnswer } from "./told_answer.ts";
import { attributeText, estimateText, metricText, NONE } from "./value_text.ts";

/** How a summary is shown. */
export interface SummaryView {
  /** The metrics that are shown, in order. */
  readonly metrics: readonly MetricKey[];
  /** The metric that orders the groups. */
  readonly sort: MetricKey;
}

/** Writes what sessions say, in all and by groups. */
export function summaryAnswer(
  answer: SummaryAnswer,
  checked: CheckedQuery,
  reasons: readonly Line[],
  { metrics, sort }: SummaryView,
  { endpoint, tokenBudget, now }: Pick<ToolContext, "endpoint" | "tokenBudget" | "now">,
): ToldAnswer {
  const { by, everyMs, total, coverage } = answer;
  const sentences = summarySentences(answer).filter(({ code }) => !TOLD_OTHERWISE.has(code))
    .flatMap(sentenceLines);
  const isGrouped = by.length > 0 || everyMs !== undefined;
  const told = [
    line`${count(total.n, "session")} in all${Line.own(total.isSmall ? ", which is few" : "")}`,
    ...isGrouped ? [...totalLines(total, metrics), count(answer.groups.length, "group")] : [],
    ...sentences,
    ...checked.range.endMs > now() - JUST_OVER_MS ? [JUST_OVER] : [],
  ];
  const basis = basisLines(checked, coverage, endpoint);
  if (total.n === 0) {
    const { maybe, next } = emptyLines(reasons);
    return toldAnswer([...sentences, ...maybe], basis, NO_ROWS, next, tokenBudget);
  }
  const table = isGrouped ? groupsTable(answer, metrics, endpoint) : totalTable(total, metrics);
  return toldAnswer(told, basis, table, nextCalls(answer, checked, sort, endpoint), tokenBudget);
}

/** Sentences in place of which an answer has rates with their intervals, and says what is just over. */
const TOLD_OTHERWISE: ReadonlySet<string> = new Set(["summary", "latest"]);

/** Most sessions of a range have ended so long after it. */
const JUST_OVER_MS = 3 * 3_600_000;

/** What a rate of ended sessions says before all have ended. */
const JUST_OVER = Line.own(
  "The range is just over: sessions that still play are missing, so that rates of failures are too " +
    "high. Comparisons and diagnoses allow for that; so does a range that ended hours ago",
);

/** The sessions behind the first group, and what else is worth asking. */
function nextCalls(
  answer: SummaryAnswer,
  checked: CheckedQuery,
  sort: MetricKey,
  endpoint: Endpoint,
): Line[] {
  const [first] = answer.groups;
  const behind = first && groupQuery(checked, first.by, endpoint);
  const flag = flagOf(sort, endpoint);
  return [
    ...behind ? nextCall("search_content_sessions", { ...behind, ...flag }, endpoint) : [],
    ...stepCalls(stepsAfterSummary(answer), endpoint),
  ];
}

/** Each rate of all sessions, with which those of the groups are compared. */
function totalLines({ metrics }: Group, shown: readonly MetricKey[]): Line[] {
  return shown.flatMap((metric) => {
    const value = metrics[metric];
    return isAvailable(value) ? [Line.own(`${metric} of all: ${estimateText(value)}`)] : [];
  });
}

function totalTable({ metrics }: Group, shown: readonly MetricKey[]) {
  return {
    names: ["metric", "value (95 % interval; n)"],
    rows: shown.map((metric) => [metric, metricText(metrics[metric])]),
  };
}

function groupsTable(
  { by, everyMs, groups, other }: SummaryAnswer,
  shown: readonly MetricKey[],
  endpoint: Endpoint,
) {
  const times = everyMs !== undefined;
  const rowOf = (group: Group, names: readonly string[]) => [
    ...names,
    ...times ? [timeText(group.startMs)] : [],
    group.isSmall ? `${group.n} (few)` : String(group.n),
    ...shown.map((metric) => metricText(group.metrics[metric])),
  ];
  return {
    names: [
      ...by.map((name) => attributeKey(name, endpoint)),
      ...times ? ["from (UTC)"] : [],
      "sessions",
      ...shown,
    ],
    rows: [
      ...groups.map((group) => rowOf(group, by.map((name) => attributeText(group.by[name])))),
      ...other ? [rowOf(other, by.map(() => "(all others)"))] : [],
    ],
  };
}

function timeText(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? NONE : formatTime(ms);
}
