import type { Change, Estimate } from "../../../src/analysis/mod.ts";
import type { ComparisonAnswer } from "../../../src/explain/mod.ts";
import type { CheckedQuery, Endpoint } from "../../../src/mod.ts";
import {
  bounds,
  boundsText,
  comparisonSentences,
  differenceUnit,
  figure,
  figureText,
  type FigureUnit,
  formatWindow,
  isOfAll,
  stepsAfterComparison,
} from "../../../src/view/mod.ts";
import type { ToolContext } from "../../tools/tool_context.ts";
import { count } from "../coverage_text.ts";
import { filtersLine } from "../filters_line.ts";
import { Line, line } from "../line.ts";
import { sentenceLines } from "../sentence_lines.ts";
import { basisLines, emptyLines, MAX_FILTERS_LENGTH } from "./basis_lines.ts";
import { attributeKey, groupQuery, keyed } from "./group_query.ts";
import { flagOf, nextCall } from "./next_calls.ts";
import { stepCalls } from "./step_calls.ts";
import { type ToldAnswer, toldAnswer } from "./told_answer.ts";
import { attributeText, estimateText, NONE } from "./value_text.ts";

/** Writes how two pulls of sessions differ. */
export function comparisonAnswer(
  answer: ComparisonAnswer,
  checked: CheckedQuery,
  reasons: readonly Line[],
  { endpoint, tokenBudget }: Pick<ToolContext, "endpoint" | "tokenBudget">,
): ToldAnswer {
  const { current, baseline, changes, coverage, provenance } = answer;
  const isSeenAlike = provenance.pulls.some(({ seen }) => seen !== undefined);
  const { maybe, next } = emptyLines(reasons);
  const shown = changes.filter(isShown);
  const left = changes.length - shown.length;
  return toldAnswer(
    [
      ...comparisonSentences(withKeys(answer, endpoint)).flatMap(sentenceLines),
      ...left > 0
        ? [line`${count(left, "comparison")} of groups, which show no difference, left out`]
        : [],
      ...maybe,
    ],
    [
      ...basisLines(checked, coverage, endpoint),
      line`Sessions: ${current.total.n}, and ${baseline.total.n} of the baseline`,
      ...isSeenAlike
        ? [Line.own("Of the baseline those count that had ended as soon: the range is just over")]
        : [],
      line`Baseline (UTC): ${Line.own(formatWindow(baseline.range))}`,
      line`Filters of the baseline: ${filtersLine(baseline.filters, MAX_FILTERS_LENGTH)}`,
    ],
    changesTable(shown, answer, endpoint),
    [...next, ...nextCalls(answer, checked, endpoint)],
    tokenBudget,
  );
}

/** An answer with the names that a caller uses. */
function withKeys(answer: ComparisonAnswer, endpoint: Endpoint): ComparisonAnswer {
  return {
    ...answer,
    changes: answer.changes.map((change) => ({ ...change, by: keyed(change.by, endpoint) })),
    decompositions: answer.decompositions.map((one) => ({
      ...one,
      dimension: attributeKey(one.dimension, endpoint),
    })),
  };
}

/** Of groups, what is not shown to differ would hide what is. */
function isShown(change: Change): boolean {
  return isOfAll(change) || change.verdict !== "no_difference_shown";
}

function changesTable(changes: readonly Change[], { by }: ComparisonAnswer, endpoint: Endpoint) {
  const groups = changes.every(isOfAll) ? [] : by;
  return {
    names: [
      ...groups.map((name) => attributeKey(name, endpoint)),
      "metric",
      "baseline (95 % interval; n)",
      "current",
      "difference",
      "ratio",
      "adjusted p",
      "verdict",
    ],
    rows: changes.map((change) => {
      const { metric, current, baseline, pAdjusted, verdict } = change;
      return [
        ...groups.map((name) => isOfAll(change) ? "(all)" : attributeText(change.by[name])),
        metric,
        estimateText(baseline),
        estimateText(current),
        differenceText(change, current),
        ratioText(change),
        figureText(figure(pAdjusted, "probability")),
        verdict,
      ];
    }),
  };
}

function differenceText(
  { difference, differenceLow, differenceHigh }: Change,
  { unit: of }: Estimate,
): string {
  const unit = differenceUnit({ unit: of });
  return withBounds(difference, differenceLow, differenceHigh, unit);
}

function ratioText({ ratio, low, high }: Change): string {
  return ratio === null ? NONE : withBounds(ratio, low, high, "times");
}

function withBounds(
  value: number,
  low: number | null,
  high: number | null,
  unit: FigureUnit,
): string {
  return `${figureText(figure(value, unit))} (${boundsText(bounds(low, high, unit))})`;
}

/** The sessions behind what is worst, and what else is worth asking. */
function nextCalls(
  answer: ComparisonAnswer,
  checked: CheckedQuery,
  endpoint: Endpoint,
): Line[] {
  const worse = answer.changes.filter(({ verdict }) => verdict === "worse");
  const worst = worse.find((change) => !isOfAll(change)) ?? worse[0];
  const behind = worst && groupQuery(checked, worst.by, endpoint);
  const flag = worst && flagOf(worst.metric, endpoint);
  return [
    ...behind ? nextCall("search_content_sessions", { ...behind, ...flag }, endpoint) : [],
    ...stepCalls(stepsAfterComparison(answer), endpoint),
  ];
}
