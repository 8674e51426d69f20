import type { DiagnosisAnswer, Problem } from "../../../src/explain/answers.ts";
import { unremarkableSentences } from "../../../src/view/explain/diagnosis_sentences.ts";
import { problemTitle } from "../../../src/view/explain/problem_words.ts";
import { useTimes } from "../display.ts";
import { Trend } from "../figures/trend.tsx";
import { countFormat, intervalText, numberFormat } from "../format/numbers.ts";
import { ownTexts, Sentences, SentenceText } from "../text/sentence.tsx";
import { Causes } from "./causes.tsx";

/** Draws what is broken, where and since when. */
export function Diagnosis({ answer }: { answer: DiagnosisAnswer }) {
  return (
    <>
      {answer.problems.map((problem) => <ProblemSection key={problem.metric} problem={problem} />)}
      {unremarkableSentences(answer).map((sentence) => (
        <section key={sentence.code}>
          <h2>
            <SentenceText sentence={sentence} />
          </h2>
          <Sentences sentences={sentence.details ?? []} />
        </section>
      ))}
    </>
  );
}

function ProblemSection({ problem }: { problem: Problem }) {
  const { value, low, high, expected, n, trend, since } = problem;
  const times = useTimes();
  const write = numberFormat("share", [value, expected]);
  const title = ownTexts(problemTitle(problem), times);
  return (
    <section>
      <h2>{title}</h2>
      <p class="key-figure">
        <strong>{write(value)}</strong> of {countFormat(n)}{" "}
        sessions ({intervalText(low, high, write)}), where {write(expected)} are usual; since{" "}
        {times.minute(since.startMs)} (between {times.clock(since.lowMs)} and{" "}
        {times.clock(since.highMs)}){since.endMs !== null && ` until ${times.minute(since.endMs)}`}
      </p>
      {trend.length > 0 && (
        <Trend
          caption={`${title}: part of the sessions over time, with 95\u00a0% intervals`}
          unit="share"
          spans={trend}
          expected={expected}
          incident={since}
        />
      )}
      <Causes problem={problem} />
    </section>
  );
}
