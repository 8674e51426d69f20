import type { Change } from "../../../src/analysis/mod.ts";
import type { ComparisonAnswer } from "../../../src/explain/mod.ts";
import { column, type CsvForm } from "./csv_form.ts";

/** A row for each change, of all sessions first. */
export function comparisonCsv({ by, changes }: ComparisonAnswer): CsvForm<Change> {
  return {
    columns: [
      column("metric", ({ metric }) => metric),
      ...by.map((name) => column<Change>(name, (change) => change.by[name])),
      column("current", ({ current }) => current.value),
      column("current_n", ({ current }) => current.n),
      column("baseline", ({ baseline }) => baseline.value),
      column("baseline_n", ({ baseline }) => baseline.n),
      column("difference", ({ difference }) => difference),
      column("differenceLow", ({ differenceLow }) => differenceLow),
      column("differenceHigh", ({ differenceHigh }) => differenceHigh),
      column("ratio", ({ ratio }) => ratio),
      column("low", ({ low }) => low),
      column("high", ({ high }) => high),
      column("p", ({ p }) => p),
      column("pAdjusted", ({ pAdjusted }) => pAdjusted),
      column("verdict", ({ verdict }) => verdict),
    ],
    rows: changes,
  };
}
