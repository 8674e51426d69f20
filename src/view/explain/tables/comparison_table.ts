import type { Change, Verdict } from "../../../analysis/comparison/compare.ts";
import type { ComparisonAnswer } from "../../../explain/answers.ts";
import { count, words } from "../../sentence.ts";
import { isOfAll, sideNames } from "../comparison_sentences.ts";
import { bounds, figure } from "../figure.ts";
import { shortTitle } from "../metric_words.ts";
import type { AnswerTable } from "./answer_table.ts";
import { ratioAxis } from "./axis.ts";
import { attributeCell, bars, NONE, numbers, tableOf, texts, valueColumns } from "./table_of.ts";

const EMPHASIS = { worse: "bad", better: "good", no_difference_shown: undefined } as const;

/** What is to be read first. */
const ORDER: readonly Verdict[] = ["worse", "better", "no_difference_shown"];

/** The changes of all sessions: what is worse, what is better, and what is not shown to differ. */
export function changesTable(answer: ComparisonAnswer): AnswerTable {
  return changeRows(
    answer,
    answer.changes.filter(isOfAll).toSorted((one, other) =>
      ORDER.indexOf(one.verdict) - ORDER.indexOf(other.verdict)
    ),
    [],
  );
}

/**
 * The changes of groups that are shown, strongest group first; `undefined` if there are none. What is
 * not shown to differ would hide what is: the answer has it.
 */
export function groupChangesTable(answer: ComparisonAnswer): AnswerTable | undefined {
  const shown = answer.changes.filter((change) =>
    !isOfAll(change) && change.verdict !== "no_difference_shown"
  );
  return shown.length === 0 ? undefined : changeRows(answer, shown, answer.by);
}

function changeRows(
  answer: ComparisonAnswer,
  changes: readonly Change[],
  by: readonly string[],
): AnswerTable {
  const { baseline: before, current: now } = sideNames(answer);
  const axis = ratioAxis(changes.flatMap(({ low, high }) => [low, high]));
  return tableOf<Change>(
    [
      ...valueColumns<Change>(by, (change, name) => attributeCell(change.by[name])),
      texts("metric", "metric", 0, ({ metric }) => words(shortTitle(metric))),
      numbers("baseline", before, 2, ({ baseline }) => figure(baseline.value, baseline.unit)),
      numbers("current", now, 1, ({ current }) => figure(current.value, current.unit)),
      numbers("ratio", "ratio", 3, ({ ratio }) => ratio === null ? NONE : figure(ratio, "times")),
      numbers("interval", "95 %", 5, ({ low, high }) => bounds(low, high, "times")),
      bars(
        "ratio",
        7,
        axis,
        ({ ratio, low, high }) => ratio === null ? NONE : { kind: "bar", value: ratio, low, high },
      ),
      numbers("pAdjusted", "p", 8, ({ pAdjusted }) => figure(pAdjusted, "probability")),
      numbers("n", "n", 6, ({ current }) => count(current.n)),
      texts("verdict", "verdict", 4, ({ verdict }) => ({ kind: "verdict", verdict })),
    ],
    changes,
    ({ verdict }) => ({ ...EMPHASIS[verdict] && { emphasis: EMPHASIS[verdict] } }),
  );
}
