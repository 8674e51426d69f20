import type { Metric } from "../../../src/analysis/metrics/metric.ts";
import type { Group } from "../../../src/analysis/summary/summarize.ts";
import { Trend } from "../figures/trend.tsx";
import type { TrendSpan } from "../figures/trend_spans.ts";

/** A metric over time, a small picture for each group, on one scale. */
export function SummaryTrends({ metric, groups, everyMs }: {
  metric: Metric;
  groups: readonly Group[];
  everyMs: number;
}) {
  const series = Map.groupBy(groups, ({ by }) => JSON.stringify(by));
  const trends = [...series.values()].map((members) => ({
    by: members[0]!.by,
    spans: members.flatMap((group) => spanOf(group, metric, everyMs)),
  })).filter(({ spans }) => spans.length > 0);
  const most = Math.max(0, ...trends.flatMap(({ spans }) => spans.map(({ value }) => value ?? 0)));
  return (
    <div class={trends.length > 1 ? "small-multiples" : ""}>
      {trends.map(({ by, spans }, index) => (
        <Trend
          key={index}
          where={by}
          caption={`${metric.title}, with 95 % intervals`}
          unit={metric.unit}
          spans={spans}
          most={trends.length > 1 ? most * 1.3 : undefined}
        />
      ))}
    </div>
  );
}

/** A bucket of time; sessions of which the start is not known are in none. */
function spanOf(group: Group, { key }: Metric, everyMs: number): TrendSpan | [] {
  const { startMs, n } = group;
  if (startMs === undefined || startMs === null) return [];
  const metric = group.metrics[key];
  const span = { startMs, endMs: startMs + everyMs };
  return "value" in metric
    ? { ...span, n: metric.n, value: metric.value, low: metric.low, high: metric.high }
    : { ...span, n, value: null, low: null, high: null };
}
