import type { DiagnosisAnswer, Problem, ProblemCause } from "../../../src/explain/mod.ts";
import { column, type CsvForm } from "./csv_form.ts";

/** A cause, and the problem that it explains. */
interface CauseRow {
  readonly problem: Problem;
  readonly cause: ProblemCause;
}

/** A row for each cause, best first within its problem; no row where nothing stands out. */
export function diagnosisCsv({ problems }: DiagnosisAnswer): CsvForm<CauseRow> {
  return {
    columns: [
      column("metric", ({ problem }) => problem.metric),
      column("value", ({ problem }) => problem.value),
      column("expected", ({ problem }) => problem.expected),
      column("where", ({ cause }) => cause.where),
      column("n", ({ cause }) => cause.n),
      column("bad", ({ cause }) => cause.bad),
      column("expectedBad", ({ cause }) => cause.expectedBad),
      column("ratio", ({ cause }) => cause.ratio),
      column("low", ({ cause }) => cause.low),
      column("high", ({ cause }) => cause.high),
      column("pAdjusted", ({ cause }) => cause.pAdjusted),
      column("explains", ({ cause }) => cause.explains),
      column("share", ({ cause }) => cause.share),
      column("startMs", ({ cause }) => cause.since.startMs),
      column("lowMs", ({ cause }) => cause.since.lowMs),
      column("highMs", ({ cause }) => cause.since.highMs),
      column("endMs", ({ cause }) => cause.since.endMs),
      column("inseparableFrom", ({ cause }) => cause.inseparableFrom),
      column("query", ({ cause }) => cause.query),
    ],
    rows: problems.flatMap((problem) => problem.causes.map((cause) => ({ problem, cause }))),
  };
}
