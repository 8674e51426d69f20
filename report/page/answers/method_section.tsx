import { METRICS } from "../../../src/analysis/metrics/metrics.ts";
import type { MetricKey } from "../../../src/analysis/metrics/metric.ts";
import type { Filters } from "../../../src/query/check/checked_query.ts";
import type { PlanStep, Provenance, Pulled } from "../../../src/explain/answers.ts";
import { useTimes } from "../display.ts";
import { countFormat } from "../format/numbers.ts";
import { Foreign } from "../text/foreign.tsx";

const PURPOSES: Readonly<Record<Pulled["purpose"], string>> = {
  current: "the range",
  baseline: "the baseline",
  failures: "failures, which are rare",
};

const PLANS: Readonly<Record<PlanStep["reason"], string>> = {
  all_of_range: "all of it",
  thinned_for_budget: "some windows of it, to stay within the rate limit",
  failures_are_rare: "failures alone, which a sample has too few of",
};

/** How the figures were made: what was asked, and what each metric is. */
export function MethodSection({ provenance, plan, metrics }: {
  provenance?: Provenance;
  plan?: readonly PlanStep[];
  metrics: readonly MetricKey[];
}) {
  return (
    <section>
      <h2>Method</h2>
      <p>
        Sessions are a sample of those that have ended. Each figure has its 95 % interval and the
        number <i>n</i>{" "}
        of sessions that it rests on; an interval that is wide says that there are few.
      </p>
      {provenance && provenance.pulls.length > 0 && (
        <PullsTable pulls={provenance.pulls} plan={plan} />
      )}
      {metrics.length > 0 && (
        <details>
          <summary>What the metrics are</summary>
          <dl class="definitions">
            {metrics.map((key) => (
              <div key={key}>
                <dt>{METRICS[key].title}</dt>
                <dd>{METRICS[key].definition} ({METRICS[key].source})</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}

function PullsTable({ pulls, plan }: {
  pulls: Provenance["pulls"];
  plan?: readonly PlanStep[];
}) {
  const times = useTimes();
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="What was asked">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">asked for</th>
            <th scope="col">when</th>
            <th scope="col">which sessions</th>
            <th scope="col" class="number">sessions</th>
            <th scope="col" class="number">requests</th>
          </tr>
        </thead>
        <tbody>
          {pulls.map(({ purpose, windows, filters, sessions, requests }, index) => (
            <tr key={index}>
              <th scope="row">
                {PURPOSES[purpose]}
                {plan?.[index] && <small>{PLANS[plan[index].reason]}</small>}
              </th>
              <td>
                {windows.map((window) => <div key={window.startMs}>{times.range(window)}</div>)}
              </td>
              <td>
                <FilterList filters={filters} />
              </td>
              <td class="number">{countFormat(sessions)}</td>
              <td class="number">{countFormat(requests)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FilterList({ filters: { parameters, dimensions, tags } }: { filters: Filters }) {
  const pairs = [
    ...Object.entries(parameters).map(([name, value]) => [name, String(value)] as const),
    ...Object.entries(dimensions).map(([name, values]) => [name, values.join(" or ")] as const),
    ...Object.entries(tags),
  ];
  if (pairs.length === 0) return <>all</>;
  return (
    <>
      {pairs.map(([name, value]) => (
        <span class="pair" key={name}>
          <span class="name">
            <Foreign text={name} />
          </span>{" "}
          <Foreign text={value} />
        </span>
      ))}
    </>
  );
}
