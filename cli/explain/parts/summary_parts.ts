import type { MetricKey } from "../../../src/analysis/mod.ts";
import type { SummaryAnswer } from "../../../src/explain/mod.ts";
import { groupsTable, seriesTable, summarySentences, totalTable } from "../../../src/view/mod.ts";
import type { AnswerPart } from "../write_answer.ts";

/**
 * A summary for a terminal: what it says, and its groups; without groups all metrics, and of groups over
 * time one.
 *
 * @param about The metric that the groups are shown by.
 */
export function summaryParts(answer: SummaryAnswer, about: MetricKey): AnswerPart[] {
  const { by, everyMs, total } = answer;
  const table = everyMs === undefined
    ? by.length === 0 ? totalTable(answer) : groupsTable(answer, about)
    : by.length === 0
    ? groupsTable(answer, about)
    : seriesTable(answer, about);
  return [
    { kind: "sentences", sentences: summarySentences(answer), isStrong: true },
    ...total.n === 0 ? [] : [{ kind: "table", table } as const],
  ];
}
