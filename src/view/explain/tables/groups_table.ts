import { type Estimate, isAvailable } from "../../../analysis/metrics/estimate.ts";
import type { MetricKey } from "../../../analysis/metrics/metric.ts";
import { METRICS } from "../../../analysis/metrics/metrics.ts";
import type { Group } from "../../../analysis/summary/summarize.ts";
import type { SummaryAnswer } from "../../../explain/answers.ts";
import { count, words } from "../../sentence.ts";
import type { AnswerCell, AnswerRow, AnswerTable } from "./answer_table.ts";
import { linearAxis } from "./axis.ts";
import { intervalCell, valueCell } from "./estimate_cells.ts";
import { shortTitle } from "../metric_words.ts";
import {
  attributeCell,
  bars,
  type ColumnOf,
  NONE,
  numbers,
  tableOf,
  texts,
  valueColumns,
} from "./table_of.ts";

/** What is worth a look beside the metric that a table is about, most important first. */
const USUAL: readonly MetricKey[] = [
  "good_share",
  "vsf",
  "ebvs",
  "vpf",
  "video_start_time_ms_p50",
  "video_start_time_ms_p95",
  "rebuffering_ratio",
  "average_bitrate_bps",
];

/** A group of a summary, and what it stands for. */
interface Listed {
  readonly group: Group;
  readonly kind: NonNullable<AnswerRow["kind"]>;
}

/**
 * The groups, a row each, then all others together and all sessions: one metric with its interval, and
 * the usual ones beside it.
 *
 * @param about The metric that the table is about.
 */
export function groupsTable(answer: SummaryAnswer, about: MetricKey): AnswerTable {
  const { by, everyMs, timeZone, groups, other, total } = answer;
  const listed: Listed[] = [
    ...groups.map((group) => ({ group, kind: "group" as const })),
    ...other ? [{ group: other, kind: "other" as const }] : [],
    { group: total, kind: "total" },
  ];
  const beside = USUAL.filter((metric) =>
    metric !== about && listed.some(({ group }) => isAvailable(group.metrics[metric]))
  );
  const names = valueColumns<Listed>(by, ({ group, kind }, name) => {
    if (kind === "group") return attributeCell(group.by[name]);
    return name === by[0] ? words(kind) : NONE;
  });
  const times: ColumnOf<Listed>[] = everyMs === undefined ? [] : [
    texts("startMs", `from (${timeZone})`, 0, ({ group, kind }) => {
      if (kind !== "group") return by.length === 0 ? words(kind) : NONE;
      return group.startMs == null ? NONE : { kind: "time", ms: group.startMs };
    }),
  ];
  return tableOf<Listed>(
    [
      ...times,
      ...names,
      numbers("n", "n", 2, ({ group }) => count(group.n)),
      ...groups.some(({ isSmall }) => isSmall)
        ? [
          texts<Listed>("isSmall", "size", 4, ({ group, kind }) =>
            group.isSmall && kind === "group" ? words("few") : NONE),
        ]
        : [],
      ...aboutColumns(about, listed, total),
      ...beside.map((metric, index) =>
        numbers<Listed>(metric, shortTitle(metric), 6 + index, estimateCell(metric, valueCell))
      ),
    ],
    listed,
    ({ group, kind }) => ({ kind, ...emphasisOf(group, total, about) }),
  );
}

/** The columns of the metric that a table is about; counts are there anyway, and exact. */
function aboutColumns(
  about: MetricKey,
  listed: readonly Listed[],
  total: Group,
): ColumnOf<Listed>[] {
  const all = total.metrics[about];
  if (METRICS[about].unit === "sessions" || !isAvailable(all)) return [];
  const bounds = listed.flatMap(({ group }) => {
    const value = group.metrics[about];
    return isAvailable(value) ? [value.low, value.high, value.value] : [];
  });
  return [
    numbers(about, shortTitle(about), 1, estimateCell(about, valueCell)),
    numbers("interval", "95 %", 3, estimateCell(about, intervalCell)),
    bars(
      shortTitle(about),
      5,
      linearAxis(bounds, all.unit, all.value),
      estimateCell(about, ({ value, low, high }) => ({ kind: "bar", value, low, high })),
    ),
  ];
}

function estimateCell(
  metric: MetricKey,
  write: (value: Estimate) => AnswerCell,
): (listed: Listed) => AnswerCell {
  return ({ group }) => {
    const value = group.metrics[metric];
    return isAvailable(value) ? write(value) : NONE;
  };
}

/** A group whose interval leaves the value of all sessions out, to the bad side or to the good one. */
function emphasisOf(group: Group, total: Group, about: MetricKey): Pick<AnswerRow, "emphasis"> {
  const [value, all] = [group.metrics[about], total.metrics[about]];
  const { better } = METRICS[about];
  if (!better || !isAvailable(value) || !isAvailable(all)) return {};
  const isAbove = value.low !== null && value.low > all.value;
  const isBelow = value.high !== null && value.high < all.value;
  if (!isAbove && !isBelow) return {};
  return { emphasis: isAbove === (better === "higher") ? "good" : "bad" };
}
