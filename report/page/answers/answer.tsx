import type { MetricKey } from "../../../src/analysis/metrics/metric.ts";
import { METRIC_LIST } from "../../../src/analysis/metrics/metrics.ts";
import { planSentence, pullsSentence } from "../../../src/view/explain/asked_sentences.ts";
import type { Provenance } from "../../../src/explain/answers.ts";
import type { TimeWindow } from "../../../src/query/time/time_window.ts";
import type { PageData } from "../../data/page_data.ts";
import { DownloadJson } from "../controls/download.tsx";
import { Sessions } from "../sessions/sessions.tsx";
import { Comparison } from "./comparison.tsx";
import { CoverageSection } from "./coverage_section.tsx";
import { Diagnosis } from "./diagnosis.tsx";
import { MethodSection } from "./method_section.tsx";
import { Summary } from "./summary.tsx";

/** Draws an answer, and how it was made. */
export function Answer({ data }: { data: PageData }) {
  switch (data.kind) {
    case "diagnosis": {
      const { answer } = data;
      return (
        <>
          <Diagnosis answer={answer} />
          <CoverageSection coverage={answer.coverage} windows={windowsOf(answer.provenance)} />
          <MethodSection
            asked={planSentence(answer)}
            metrics={metricsOf([...answer.problems, ...answer.unremarkable])}
          />
          <DownloadAnswer data={data} />
        </>
      );
    }
    case "comparison": {
      const { answer } = data;
      return (
        <>
          <Comparison answer={answer} />
          <CoverageSection coverage={answer.coverage} windows={windowsOf(answer.provenance)} />
          <MethodSection
            asked={pullsSentence(answer.provenance)}
            metrics={metricsOf(answer.changes)}
          />
          <DownloadAnswer data={data} />
        </>
      );
    }
    case "summary": {
      const { answer } = data;
      return (
        <>
          <Summary answer={answer} />
          <CoverageSection coverage={answer.coverage} windows={windowsOf(answer.provenance)} />
          <MethodSection
            asked={pullsSentence(answer.provenance)}
            metrics={METRIC_LIST.map(({ key }) => key)}
          />
          <DownloadAnswer data={data} />
        </>
      );
    }
    case "search":
    case "viewer":
      return (
        <>
          <Sessions sessions={data.sessions} hasTimeline={data.kind === "viewer"} />
          <CoverageSection coverage={data.coverage} />
        </>
      );
  }
}

function DownloadAnswer({ data }: { data: Extract<PageData, { answer: unknown }> }) {
  return (
    <p class="tools">
      <DownloadJson name={data.kind} value={() => data.answer} />
    </p>
  );
}

/** All windows that were asked: those of a comparison lie apart. */
function windowsOf({ pulls }: Provenance): readonly TimeWindow[] {
  return pulls.flatMap(({ windows }) => windows);
}

/** The metrics that have a definition; those with a limit say what it is themselves. */
function metricsOf(named: readonly { readonly metric: string }[]): readonly MetricKey[] {
  const names = new Set(named.map(({ metric }) => metric));
  return METRIC_LIST.map(({ key }) => key).filter((key) => names.has(key));
}
