import { isAvailable } from "../../../analysis/metrics/estimate.ts";
import type { MetricKey } from "../../../analysis/metrics/metric.ts";
import { METRICS } from "../../../analysis/metrics/metrics.ts";
import type { Group } from "../../../analysis/summary/summarize.ts";
import type { SummaryAnswer } from "../../../explain/answers.ts";
import { count } from "../../sentence.ts";
import type { AnswerTable } from "./answer_table.ts";
import { figure } from "../figure.ts";
import { shortTitle } from "../metric_words.ts";
import { attributeCell, NONE, numbers, tableOf, texts, valueColumns } from "./table_of.ts";

/**
 * One metric over time, a row for each group: for who asked for groups and buckets, of which there are
 * too many to read.
 */
export function seriesTable(answer: SummaryAnswer, about: MetricKey): AnswerTable {
  const { by, groups } = answer;
  const series = [...Map.groupBy(groups, (group) => JSON.stringify(group.by)).values()];
  const starts = [...new Set(groups.map(({ startMs }) => startMs ?? null))]
    .filter((ms) => ms !== null).sort((one, other) => one - other);
  const valuesOf = (buckets: readonly Group[]) =>
    starts.map((start) => {
      const value = buckets.find(({ startMs }) => startMs === start)?.metrics[about];
      return value && isAvailable(value) ? value.value : null;
    });
  const { unit } = METRICS[about];
  const pick = (choose: (...values: number[]) => number) => (buckets: readonly Group[]) => {
    const known = valuesOf(buckets).filter((value) => value !== null);
    return known.length === 0 ? NONE : figure(choose(...known), unit);
  };
  return tableOf<readonly Group[]>(
    [
      ...valueColumns<readonly Group[]>(by, ([first], name) => attributeCell(first!.by[name])),
      numbers("n", "n", 3, (buckets) => count(buckets.reduce((sum, { n }) => sum + n, 0))),
      texts(about, `${shortTitle(about)} over time`, 1, (buckets) => ({
        kind: "series",
        values: valuesOf(buckets),
      })),
      numbers("lowest", "lowest", 4, pick(Math.min)),
      numbers("highest", "highest", 2, pick(Math.max)),
      numbers("latest", "latest", 5, pick((...values) => values.at(-1)!)),
    ],
    series,
  );
}
