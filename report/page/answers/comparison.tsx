import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { METRICS } from "../../../src/analysis/metrics/metrics.ts";
import type { Change, ComparedSide, Verdict } from "../../../src/analysis/comparison/compare.ts";
import type { MetricKey } from "../../../src/analysis/metrics/metric.ts";
import { isOfAll, sideNames } from "../../../src/view/explain/comparison_sentences.ts";
import type { ComparisonAnswer } from "../../../src/explain/answers.ts";
import { DownloadCsv } from "../controls/download.tsx";
import { MetricChoice } from "../controls/metric_choice.tsx";
import { useTimes } from "../display.ts";
import { Dumbbell } from "../figures/dumbbell.tsx";
import { RankedRows } from "../figures/ranked_rows.tsx";
import {
  changeFormat,
  countFormat,
  figureText,
  intervalText,
  probabilityText,
  tickFormat,
} from "../format/numbers.ts";
import { type Scale, zeroScale } from "../scale/scale.ts";
import { FilterList } from "../text/filter_list.tsx";
import { Common } from "../text/foreign.tsx";
import { Decompositions } from "./decompositions.tsx";

type SideNames = ReturnType<typeof sideNames>;

/** Draws how two pulls of sessions differ. */
export function Comparison({ answer }: { answer: ComparisonAnswer }) {
  const { changes, current, baseline } = answer;
  const names = sideNames(answer);
  const ofAll = changes.filter(isOfAll);
  const ofGroups = changes.filter((change) => !isOfAll(change));
  const metrics = [...new Set(ofGroups.map(({ metric }) => metric))];
  const [metric, setMetric] = useState(() => firstChanged(ofGroups));
  return (
    <>
      <ul class="key">
        <SideKey look="before" name={names.baseline} side={baseline} />
        <SideKey look="now" name={names.current} side={current} />
      </ul>
      {ofAll.length > 0 && (
        <section>
          <h2>All sessions</h2>
          <RankedRows
            caption="Each metric on a scale of its own that begins at zero, with 95 % intervals"
            titles={["metric", `${names.baseline} and ${names.current}`, "change"]}
            rows={ofAll.map((change) => ({
              ...rowOf(change, METRICS[change.metric].title, names),
              mark: <Dumbbell change={change} scale={zeroScale(endsOf(change))} hasGrid={false} />,
            }))}
          />
          <DownloadCsv name="changes" rows={ofAll.map(csvRow)} />
        </section>
      )}
      {metric && (
        <section>
          <h2>Groups that changed most</h2>
          <MetricChoice metrics={metrics} chosen={metric} onChange={setMetric} />
          <GroupChanges
            metric={metric}
            names={names}
            changes={ofGroups.filter((change) => change.metric === metric)}
          />
          <DownloadCsv name="changes-of-groups" rows={ofGroups.map(csvRow)} />
        </section>
      )}
      {changes.length === 0 && (
        <p class="note">There are no sessions on both sides that could be compared.</p>
      )}
      <Decompositions decompositions={answer.decompositions} />
    </>
  );
}

function SideKey({ look, name, side }: {
  look: "now" | "before";
  name: string;
  side: ComparedSide;
}) {
  const times = useTimes();
  return (
    <li>
      <span class={`swatch ${look}`} /> {name}: {times.range(side.range)},{" "}
      {countFormat(side.total.n)} sessions, <FilterList filters={side.filters} />
    </li>
  );
}

function GroupChanges({ metric, changes, names }: {
  metric: MetricKey;
  changes: readonly Change[];
  names: SideNames;
}) {
  const { title, unit } = METRICS[metric];
  const scale: Scale = zeroScale(changes.flatMap(endsOf));
  return (
    <RankedRows
      caption={title}
      titles={["sessions with", `${names.baseline} and ${names.current}`, "change"]}
      axis={{ scale, write: tickFormat(unit, scale.ticks) }}
      rows={changes.map((change, index) => ({
        ...rowOf(change, <Common where={change.by} />, names),
        key: index,
        mark: <Dumbbell change={change} scale={scale} hasGrid />,
      }))}
    />
  );
}

/** What people look at first: the metric that got worse, or the first. */
function firstChanged(changes: readonly Change[]): MetricKey | undefined {
  const worse = changes.find(({ verdict }) => verdict === "worse");
  return (worse ?? changes[0])?.metric;
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  worse: "worse",
  better: "better",
  no_difference_shown: "no difference shown",
};

function rowOf(change: Change, label: ComponentChildren, names: SideNames) {
  const { metric, current, baseline, difference, differenceLow, differenceHigh, verdict } = change;
  const { unit } = METRICS[metric];
  const writeChange = changeFormat(unit, [difference, differenceLow, differenceHigh]);
  return {
    key: metric,
    label,
    about: (
      <>
        {names.baseline} {figureText(baseline.value, unit)}, {names.current}{" "}
        {figureText(current.value, unit)}
        <br />n {countFormat(baseline.n)} and {countFormat(current.n)}
      </>
    ),
    value: writeChange(difference),
    interval: (
      <>
        {intervalText(differenceLow, differenceHigh, writeChange)}
        <br />
        <span class={`verdict ${verdict}`}>{VERDICTS[verdict]}</span>,{" "}
        {probabilityText(change.pAdjusted)}
      </>
    ),
  };
}

/** All values that a scale must have space for; an end that is not bounded takes none. */
function endsOf({ current, baseline }: Change): (number | null)[] {
  return [current.value, current.high, baseline.value, baseline.high];
}

function csvRow(change: Change): Readonly<Record<string, unknown>> {
  const { metric, by, current, baseline } = change;
  return {
    metric,
    by,
    baseline: baseline.value,
    baseline_n: baseline.n,
    current: current.value,
    current_n: current.n,
    difference: change.difference,
    difference_low: change.differenceLow,
    difference_high: change.differenceHigh,
    p_adjusted: change.pAdjusted,
    verdict: change.verdict,
  };
}
