import type { Problem, ProblemCause } from "../../../src/explain/answers.ts";
import {
  inseparableSentences,
  unexplainedSentences,
} from "../../../src/view/explain/diagnosis_sentences.ts";
import { shellSyntax } from "../../../src/view/shell_dialect.ts";
import { CopyButton } from "../controls/copy_button.tsx";
import { DownloadCsv } from "../controls/download.tsx";
import { useTimes } from "../display.ts";
import { useHost } from "../host/host_context.ts";
import { IntervalMark } from "../figures/interval_mark.tsx";
import { RankedRows } from "../figures/ranked_rows.tsx";
import {
  countFormat,
  intervalText,
  numberFormat,
  probabilityText,
  tickFormat,
  wholeShareFormat,
} from "../format/numbers.ts";
import { ratioScale } from "../scale/scale.ts";
import { Common } from "../text/foreign.tsx";
import { Sentences, SentenceText } from "../text/sentence.tsx";

/** The causes of a problem, best first: how many times the usual, with the interval of that. */
export function Causes({ problem }: { problem: Problem }) {
  const { causes, metric } = problem;
  const times = useTimes();
  if (causes.length === 0) return null;
  const scale = ratioScale(causes.flatMap(({ ratio, low, high }) => [ratio, low, high]));
  const share = wholeShareFormat;
  return (
    <>
      <RankedRows
        caption="Causes, best first: bad sessions as a multiple of the usual number, with 95 % intervals"
        titles={["sessions with", "multiple of the usual", "multiple"]}
        axis={{ scale, write: tickFormat("times", scale.ticks) }}
        rows={causes.map((cause, index) => ({
          key: index,
          label: <Common where={cause.where} />,
          about: (
            <>
              {countFormat(cause.bad)} of {countFormat(cause.n)} bad,{" "}
              {expectedText(cause)}; explains {share(cause.explains)}, since{" "}
              {times.minute(cause.since.startMs)}
              {cause.since.endMs !== null && ` until ${times.minute(cause.since.endMs)}`}
            </>
          ),
          mark: (
            <IntervalMark
              marked={{ ...cause, value: cause.ratio }}
              scale={scale}
              look="strong"
              reference={1}
            />
          ),
          value: ratioText(cause.ratio),
          interval: (
            <>
              {intervalText(cause.low, cause.high, ratioText)}
              <br />
              {probabilityText(cause.pAdjusted)}
            </>
          ),
          below: <Beside cause={cause} />,
        }))}
      />
      <Sentences sentences={unexplainedSentences(problem)} />
      <DownloadCsv name={`causes-${metric}`} rows={causes.map(csvRow)} />
    </>
  );
}

/** What cannot be told from a cause, and how to see its sessions. */
function Beside({ cause }: { cause: ProblemCause }) {
  return (
    <>
      {inseparableSentences(cause).map((sentence) => (
        <p key={sentence.code} class="inseparable">
          <SentenceText sentence={sentence} />
        </p>
      ))}
      {!useHost() && (
        <CopyButton
          text={`conviva-sessions search ${
            shellSyntax(cause.query as Parameters<typeof shellSyntax>[0])
          }`}
          title="Copy the command for its sessions"
        />
      )}
    </>
  );
}

function ratioText(ratio: number): string {
  return numberFormat("times", [ratio])(ratio);
}

function expectedText({ expectedBad }: ProblemCause): string {
  return `${numberFormat("expected", [expectedBad])(expectedBad)} expected`;
}

function csvRow(cause: ProblemCause): Readonly<Record<string, unknown>> {
  const { where, n, bad, expectedBad, ratio, low, high, pAdjusted, explains, share, since } = cause;
  return {
    where,
    n,
    bad,
    expected_bad: expectedBad,
    ratio,
    low,
    high,
    p_adjusted: pAdjusted,
    explains,
    share,
    since_ms: since.startMs,
    inseparable_from: cause.inseparableFrom,
  };
}
