import { useState } from "preact/hooks";
import type { Estimate, MetricValue } from "../../../src/analysis/metrics/estimate.ts";
import type { Metric, MetricKey } from "../../../src/analysis/metrics/metric.ts";
import { METRIC_LIST, METRICS } from "../../../src/analysis/metrics/metrics.ts";
import type { Group } from "../../../src/analysis/summary/summarize.ts";
import type { SummaryAnswer } from "../../../src/explain/answers.ts";
import { DownloadCsv } from "../controls/download.tsx";
import { MetricChoice } from "../controls/metric_choice.tsx";
import { IntervalMark } from "../figures/interval_mark.tsx";
import { RankedRows } from "../figures/ranked_rows.tsx";
import { countFormat, intervalText, numberFormat, tickFormat } from "../format/numbers.ts";
import { zeroScale } from "../scale/scale.ts";
import { Common } from "../text/foreign.tsx";
import { SummaryTrends } from "./summary_trends.tsx";

/** Draws what sessions say, in all and by groups. */
export function Summary({ answer }: { answer: SummaryAnswer }) {
  const { total, groups, other, everyMs } = answer;
  const metrics = METRIC_LIST.filter(({ key }) => estimateOf(total, key));
  const [key, setKey] = useState<MetricKey>(() => firstOf(metrics));
  return (
    <>
      {groups.length > 0 && metrics.length > 0 && (
        <section>
          <h2>{everyMs === undefined ? "By group" : "Over time"}</h2>
          <MetricChoice metrics={metrics.map(({ key }) => key)} chosen={key} onChange={setKey} />
          {everyMs === undefined
            ? <Breakdown metric={METRICS[key]} groups={groups} other={other} total={total} />
            : <SummaryTrends metric={METRICS[key]} groups={groups} everyMs={everyMs} />}
          <DownloadCsv
            name={`groups-${key}`}
            rows={[...groups, ...other ? [other] : []].map((group) => csvRow(group, key))}
          />
        </section>
      )}
      <section>
        <h2>All {countFormat(total.n)} sessions</h2>
        <Totals total={total} />
      </section>
    </>
  );
}

/** The groups in a metric: bars from zero, since their lengths are compared. */
function Breakdown({ metric, groups, other, total }: {
  metric: Metric;
  groups: readonly Group[];
  other?: Group;
  total: Group;
}) {
  const { key, title, unit } = metric;
  const all = [...groups, ...other ? [other] : []];
  const ofAll = unit === "sessions" ? undefined : estimateOf(total, key)?.value;
  const values = all.flatMap((group) => estimateOf(group, key) ?? []);
  const most = Math.max(ofAll ?? 0, ...values.map(({ value }) => value));
  const scale = zeroScale([
    ofAll ?? 0,
    // The interval of a handful of sessions must not press the rest flat.
    ...values.map(({ value, high }) => Math.max(value, Math.min(high ?? value, 2 * most))),
  ]);
  const write = numberFormat(unit, values.map(({ value }) => value));
  return (
    <RankedRows
      caption={
        <>
          {title}, with 95 % intervals{ofAll !== undefined &&
            `; the line is all sessions, ${numberFormat(unit, [ofAll])(ofAll)}`}
        </>
      }
      titles={["sessions with", title, "value"]}
      axis={{ scale, write: tickFormat(unit, scale.ticks) }}
      rows={all.map((group, index) => {
        const estimate = estimateOf(group, key);
        return {
          key: index,
          label: group === other ? "All other groups" : <Common where={group.by} />,
          about: `n ${countFormat(estimate?.n ?? group.n)}${group.isSmall ? ", few sessions" : ""}`,
          mark: (
            <IntervalMark
              marked={estimate ?? { value: null, low: null, high: null }}
              scale={scale}
              look={group.isSmall ? "faint" : group === other ? "plain" : "strong"}
              reference={ofAll}
              isBar
            />
          ),
          value: estimate ? write(estimate.value) : reasonText(group.metrics[key]),
          interval: estimate && unit !== "sessions" &&
            intervalText(estimate.low, estimate.high, write),
        };
      })}
    />
  );
}

function Totals({ total }: { total: Group }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Metrics of all sessions">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">metric</th>
            <th scope="col" class="number">value</th>
            <th scope="col" class="number">95 % interval</th>
            <th scope="col" class="number">sessions</th>
          </tr>
        </thead>
        <tbody>
          {METRIC_LIST.map(({ key, title, unit }) => {
            const estimate = estimateOf(total, key);
            const write = numberFormat(unit, [estimate?.value ?? null]);
            return (
              <tr key={key} class={estimate ? "" : "faint"}>
                <th scope="row">{title}</th>
                <td class="number">
                  {estimate ? write(estimate.value) : reasonText(total.metrics[key])}
                </td>
                <td class="number">
                  {estimate && key !== "attempts" &&
                    intervalText(estimate.low, estimate.high, write)}
                </td>
                <td class="number">{estimate && countFormat(estimate.n)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** What people look at first, of what there is. */
function firstOf(metrics: readonly Metric[]): MetricKey {
  return (metrics.find(({ key }) => key === "vsf") ?? metrics[0])?.key ?? "attempts";
}

function estimateOf(group: Group, key: MetricKey): Estimate | undefined {
  const value = group.metrics[key];
  return "value" in value ? value : undefined;
}

const REASONS = {
  no_sessions: "no sessions",
  not_recorded: "not recorded",
  no_thresholds: "no thresholds given",
} as const;

function reasonText(value: MetricValue): string {
  return "unavailable" in value ? REASONS[value.unavailable] : "";
}

function csvRow(group: Group, key: MetricKey): Readonly<Record<string, unknown>> {
  const estimate = estimateOf(group, key);
  return {
    ...group.by,
    ...group.startMs !== undefined && { start_ms: group.startMs },
    sessions: group.n,
    [key]: estimate?.value,
    low: estimate?.low,
    high: estimate?.high,
    n: estimate?.n,
    is_small: group.isSmall,
  };
}
