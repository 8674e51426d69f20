import type { DiagnosisAnswer, Problem, Unremarkable } from "../../../explain/answers.ts";
import { count, words } from "../../sentence.ts";
import { bounds, figure } from "../figure.ts";
import { problemTitle } from "../problem_words.ts";
import { whereParts } from "../where_parts.ts";
import type { AnswerTable } from "./answer_table.ts";
import { ratioAxis } from "./axis.ts";
import { bars, NONE, numbers, tableOf, texts } from "./table_of.ts";

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
      numbers("bad", "bad", 5, ({ bad }) => count(bad)),
      numbers("expectedBad", "expected", 6, ({ expectedBad }) => figure(expectedBad, "expected")),
      numbers("ratio", "ratio", 1, ({ ratio }) => figure(ratio, "times")),
      numbers("interval", "95 %", 3, ({ low, high }) => bounds(low, high, "times")),
      bars("ratio", 4, axis, ({ ratio, low, high }) => ({
        kind: "bar",
        value: ratio,
        low,
        high,
      })),
      numbers("explains", "explains", 7, ({ explains }) => figure(explains, "share")),
      numbers("pAdjusted", "p", 8, ({ pAdjusted }) => figure(pAdjusted, "probability")),
    ],
    causes,
    ({ inseparableFrom }) => ({ emphasis: inseparableFrom.length > 0 ? "uncertain" : "bad" }),
  );
}

/** The metrics in which nothing stands out: what is, what was expected, and what would be noticed. */
export function unremarkableTable({ unremarkable }: DiagnosisAnswer): AnswerTable {
  const needsMore = unremarkable.some(({ sessionsNeeded }) => sessionsNeeded != null);
  return tableOf<Unremarkable>(
    [
      texts("metric", "metric", 0, (metric) => ({ kind: "list", parts: problemTitle(metric) })),
      numbers("n", "sessions", 3, ({ n }) => count(n)),
      numbers("value", "bad", 1, ({ value }) => value === null ? NONE : figure(value, "share")),
      numbers(
        "interval",
        "95 %",
        4,
        ({ value, low, high }) => value === null ? NONE : bounds(low, high, "share"),
      ),
      numbers(
        "expected",
        "expected",
        2,
        ({ expected }) => expected === null ? NONE : figure(expected, "share"),
      ),
      numbers(
        "ratioOfAll",
        "noticed from",
        4,
        ({ smallestDetectable }) =>
          smallestDetectable ? figure(smallestDetectable.ratioOfAll, "times") : NONE,
      ),
      numbers(
        "ratioOfTenth",
        "in a tenth",
        5,
        ({ smallestDetectable }) =>
          smallestDetectable ? figure(smallestDetectable.ratioOfTenth, "times") : NONE,
      ),
      ...needsMore
        ? [
          numbers<Unremarkable>("sessionsNeeded", "needed", 3, ({ sessionsNeeded }) =>
            sessionsNeeded == null ? NONE : count(sessionsNeeded)),
        ]
        : [],
    ],
    unremarkable,
  );
}
