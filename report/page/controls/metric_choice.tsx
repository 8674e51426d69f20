import type { MetricKey } from "../../../src/analysis/metrics/metric.ts";
import { METRICS } from "../../../src/analysis/metrics/metrics.ts";

/** Chooses the metric that is drawn. */
export function MetricChoice({ metrics, chosen, onChange }: {
  metrics: readonly MetricKey[];
  chosen: MetricKey;
  onChange: (metric: MetricKey) => void;
}) {
  return (
    <label class="choice">
      Metric{" "}
      <select
        value={chosen}
        onChange={(event) => onChange(event.currentTarget.value as MetricKey)}
      >
        {metrics.map((key) => <option key={key} value={key}>{METRICS[key].title}</option>)}
      </select>
    </label>
  );
}
