import type { ComparisonAnswer } from "../../../src/explain/mod.ts";
import { changesTable, comparisonSentences, groupChangesTable } from "../../../src/view/mod.ts";
import type { AnswerPart } from "../write_answer.ts";

/** A comparison for a terminal: what it says, the groups that changed, and all metrics. */
export function comparisonParts(answer: ComparisonAnswer): AnswerPart[] {
  const groups = groupChangesTable(answer);
  return [
    { kind: "sentences", sentences: comparisonSentences(answer), isStrong: true },
    ...answer.changes.length > 0 ? [{ kind: "table", table: changesTable(answer) } as const] : [],
    ...groups ? [{ kind: "table", table: groups } as const] : [],
  ];
}
