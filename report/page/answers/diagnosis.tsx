import type { DiagnosisAnswer, Problem, Unremarkable } from "../../../src/explain/answers.ts";
import { useTimes } from "../display.ts";
import { countFormat, intervalText, numberFormat } from "../format/numbers.ts";
import { Trend } from "../figures/trend.tsx";
import { Causes } from "./causes.tsx";
import { problemTitle } from "./problem_words.ts";

/** Draws what is broken, where and since when. */
export function Diagnosis({ answer }: { answer: DiagnosisAnswer }) {
  return (
    <>
      {answer.problems.map((problem) => <ProblemSection key={problem.metric} problem={problem} />)}
      {answer.unremarkable.length > 0 && (
        <section>
          <h2>{answer.problems.length > 0 ? "Nothing stands out in" : "What was looked at"}</h2>
          <UnremarkableTable metrics={answer.unremarkable} />
        </section>
      )}
    </>
  );
}

function ProblemSection({ problem }: { problem: Problem }) {
  const { value, low, high, expected, n, trend, since } = problem;
  const write = numberFormat("share", [value, expected]);
  const title = problemTitle(problem);
  const times = useTimes();
  return (
    <section>
      <h2>{title}</h2>
      <p class="key-figure">
        <strong>{write(value)}</strong> of {countFormat(n)}{" "}
        sessions ({intervalText(low, high, write)} at 95 %), where {write(expected)} is usual; since
        {" "}
        {times.minute(since.startMs)} (between {times.clock(since.lowMs)} and{" "}
        {times.clock(since.highMs)}){since.endMs !== null && ` until ${times.minute(since.endMs)}`}
      </p>
      {trend.length > 0 && (
        <Trend
          caption={`${title}, as part of the sessions, with 95 % intervals`}
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

const VERDICTS: Readonly<Record<Unremarkable["verdict"], string>> = {
  nothing_stands_out: "nothing stands out",
  too_few_sessions: "too few sessions to tell",
};

function UnremarkableTable({ metrics }: { metrics: readonly Unremarkable[] }) {
  const write = numberFormat("share", metrics.flatMap(({ value, expected }) => [value, expected]));
  const share = (value: number | null) => value === null ? "none" : write(value);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Metrics in which nothing is wrong">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">metric</th>
            <th scope="col" class="number">now</th>
            <th scope="col" class="number">usual</th>
            <th scope="col" class="number">sessions</th>
            <th scope="col">what can be said</th>
          </tr>
        </thead>
        <tbody>
          {metrics.map((one) => (
            <tr key={one.metric}>
              <th scope="row">{problemTitle(one)}</th>
              <td class="number">{share(one.value)}</td>
              <td class="number">{share(one.expected)}</td>
              <td class="number">{countFormat(one.n)}</td>
              <td class="words">{VERDICTS[one.verdict]}{consequence(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What would have been noticed, or what would do. */
function consequence({ smallestDetectable, sessionsNeeded }: Unremarkable): string {
  if (smallestDetectable) {
    const { ratioOfAll, ratioOfTenth } = smallestDetectable;
    const write = numberFormat("ratio", [ratioOfAll, ratioOfTenth]);
    return `; ${write(ratioOfAll)} the usual part of all sessions, or ${
      write(ratioOfTenth)
    } of a tenth of them, would have been noticed`;
  }
  return sessionsNeeded ? `; ${countFormat(sessionsNeeded)} would do` : "";
}
