import type { Problem } from "../../explain/answers.ts";
import { count, words } from "../sentence.ts";
import { type AnswerTable, bars, numbers, ratioAxis, tableOf, texts } from "./answer_table.ts";
import { bounds, figure } from "./figure.ts";
import { whereParts } from "./where_parts.ts";

/** The causes of a problem, best first: how many sessions, how many times as many bad ones, how sure. */
export function causesTable({ causes }: Pick<Problem, "causes">): AnswerTable {
  const axis = ratioAxis(causes.flatMap(({ low, high }) => [low, high]));
  return tableOf<Problem["causes"][number]>(
    [
      texts("where", "in sessions of", 0, ({ where }) => {
        const parts = whereParts(where);
        return { kind: "list", parts: parts.length > 0 ? parts : [words("all kinds")] };
      }),
      numbers("n", "sessions", 2, ({ n }) => count(n)),
      numbers("bad", "bad", 4, ({ bad }) => count(bad)),
      numbers("expectedBad", "expected", 5, ({ expectedBad }) => count(Math.round(expectedBad))),
      numbers("ratio", "as many", 1, ({ ratio }) => figure(ratio, "times")),
      numbers("interval", "95 %", 3, ({ low, high }) => bounds(low, high, "times")),
      bars("times as many", 7, axis, ({ ratio, low, high }) => ({
        kind: "bar",
        value: ratio,
        low,
        high,
      })),
      numbers("explains", "explains", 6, ({ explains }) => figure(explains, "share")),
      numbers("pAdjusted", "p", 8, ({ pAdjusted }) => figure(pAdjusted, "probability")),
    ],
    causes,
    ({ inseparableFrom }) => ({ emphasis: inseparableFrom.length > 0 ? "uncertain" : "bad" }),
  );
}
