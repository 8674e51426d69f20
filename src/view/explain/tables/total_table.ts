import { type Estimate, isAvailable } from "../../../analysis/metrics/estimate.ts";
import type { Metric } from "../../../analysis/metrics/metric.ts";
import { METRIC_LIST } from "../../../analysis/metrics/metrics.ts";
import type { SummaryAnswer } from "../../../explain/answers.ts";
import { count, words } from "../../sentence.ts";
import type { AnswerCell, AnswerTable } from "./answer_table.ts";
import { intervalCell, valueCell } from "./estimate_cells.ts";
import { NONE, numbers, tableOf, texts } from "./table_of.ts";

/** The metrics of all sessions, one a row. What is not available is not 0, and says why. */
export function totalTable({ total, good }: SummaryAnswer): AnswerTable {
  const valueOf = ({ key }: Metric) => total.metrics[key];
  const cellOf = (write: (value: Estimate) => AnswerCell) => (metric: Metric) => {
    const value = valueOf(metric);
    return isAvailable(value) ? write(value) : NONE;
  };
  return tableOf<Metric>(
    [
      texts("metric", "metric", 0, ({ title }) => words(title)),
      numbers("value", "value", 1, (metric) => {
        const value = valueOf(metric);
        return isAvailable(value) ? valueCell(value) : { kind: "none", why: value.unavailable };
      }),
      numbers("interval", "95 %", 2, cellOf(intervalCell)),
      numbers("n", "n", 3, cellOf(({ n }) => count(n))),
    ],
    METRIC_LIST.filter(({ key }) => key !== "good_share" || good !== undefined),
  );
}
