import { METRICS } from "../../../src/analysis/metrics/metrics.ts";
import type { MetricKey } from "../../../src/analysis/metrics/metric.ts";
import type { Sentence } from "../../../src/view/sentence.ts";
import { Sentences } from "../text/sentence.tsx";

/** How the figures were made: what was asked, and what each metric is. */
export function MethodSection({ asked, metrics }: {
  asked: Sentence;
  metrics: readonly MetricKey[];
}) {
  return (
    <section>
      <h2>Method</h2>
      <p>
        Sessions are a sample of those that have ended. Each figure has its 95&nbsp;% interval and
        the number <i>n</i>{" "}
        of sessions that it rests on; an interval that is wide says that there are few.
      </p>
      <Sentences sentences={[asked]} />
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
