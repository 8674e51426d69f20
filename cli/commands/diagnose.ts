import type { Command } from "commander";
import {
  diagnoseSessions,
  type DiagnosisAnswer,
  type ProblemMetric,
} from "../../src/explain/mod.ts";
import {
  coverageSentences,
  diagnosisSentences,
  isShort,
  planSentence,
  SHELL_COVERAGE,
  stepsAfterDiagnosis,
} from "../../src/view/mod.ts";
import { durationMs } from "../api/api_options.ts";
import type { AskedEndpoint, ExampleFilters } from "../api/asked_endpoint.ts";
import { EXIT, type ExitCode } from "../exit_code.ts";
import { answerNotes } from "../explain/answer_notes.ts";
import { ask } from "../explain/ask.ts";
import { addExplainHelp } from "../explain/explain_help.ts";
import { diagnosisCsv } from "../explain/csv/diagnosis_csv.ts";
import {
  addAnswerOptions,
  addSessionOptions,
  type ExplainOptions,
  names,
  positiveNumber,
  share,
} from "../explain/explain_options.ts";
import { diagnosisParts } from "../explain/parts/diagnosis_parts.ts";
import { readBaseline } from "../explain/read_baseline.ts";
import { writeAnswer } from "../explain/write_answer.ts";
import { nextCommands } from "../explain/next_step_lines.ts";
import type { Io } from "../io.ts";
import { checkReport } from "../report/report_options.ts";
import { writeReport } from "../report/write_report.ts";
import { momentText } from "../text/time_text.ts";
import { writeNotes } from "../write_notes.ts";

interface DiagnoseCommandOptions extends ExplainOptions {
  readonly metric?: readonly string[];
  readonly slowStart?: number;
  readonly rebuffering?: number;
  readonly maxRequests?: number;
  readonly baselineStart?: string;
  readonly baselineEnd?: string;
}

/** The range of who names none: long enough to have the start of what woke somebody up. */
const DEFAULT_RANGE = { last: "2h" };

/** Adds the options. */
export function define(command: Command, asked: AskedEndpoint): void {
  command.description(
    "Say what is broken: what, where, since when, how bad, and how sure that is. It looks for the " +
      "dimensions and tags that explain what is worse than in comparable windows before.",
  );
  addSessionOptions(command, asked)
    .optionsGroup("Where to look:")
    .option(
      "-m, --metric <names>",
      "vsf, ebvs, vpf, slow_start, rebuffering, with commas between (default: all)",
      names,
    )
    .option("-b, --by <names>", "dimensions and tags to look at (default: all)", names)
    .option(
      "--slow-start <duration>",
      "a start that takes longer is slow (default: than 95 % usually take)",
      durationMs,
    )
    .option(
      "--rebuffering <part>",
      "a play with more of it is bad, such as 2% (default: than 95 % usually have)",
      share,
    )
    .optionsGroup("Compared with what:")
    .option("--baseline-start <time>", "start of what is usual (default: windows before the range)")
    .option("--baseline-end <time>", "end of it (default: as long as the range)")
    .optionsGroup("At which cost:")
    .option("--max-requests <number>", "most requests to make (default: 60)", positiveNumber);
  addAnswerOptions(command);
  addExplainHelp(command, asked, examplesOf(asked.examples));
}

function examplesOf({ dimension, groups }: ExampleFilters): readonly string[] {
  return [
    "diagnose --sandbox",
    `diagnose --last 3h --metric vsf,rebuffering ${dimension}`,
    `diagnose --in sessions.duckdb --last 1d --by ${groups}`,
  ];
}

/** Diagnoses. */
export async function run(command: Command, io: Io, asked: AskedEndpoint): Promise<ExitCode> {
  const options = command.opts<DiagnoseCommandOptions>();
  const { endpoint } = asked;
  await checkReport(options);
  const { by, slowStart, rebuffering, maxRequests } = options;
  // Whether they are, the question checks.
  const metrics = options.metric as readonly ProblemMetric[] | undefined;
  const { answer, ...question } = await ask(io, options, asked, {
    defaultRange: DEFAULT_RANGE,
    answer: ({ source, query, checked, ask }) =>
      diagnoseSessions(source, query, {
        ...ask,
        metrics,
        by,
        slowStartMs: slowStart,
        rebufferingRatio: rebuffering,
        maxRequests,
        baseline: readBaseline(options, checked.range, io.now()),
      }),
    sessionsOf: currentSessions,
  });
  const leftOut = await writeAnswer(io, options.format, {
    answer,
    parts: diagnosisParts(answer),
    csv: diagnosisCsv(answer),
    timeText: momentText,
  });
  const { coverage } = answer;
  const steps = stepsAfterDiagnosis(answer);
  const again = {
    ...metrics && { metrics },
    ...by && { by },
    ...slowStart && { slowStartMs: `${slowStart / 1000}s` },
    ...rebuffering !== undefined && { rebufferingRatio: rebuffering },
    ...maxRequests && { maxRequests },
  };
  const page = await writeReport(
    io,
    options,
    {
      kind: "diagnosis",
      title: "Diagnosis",
      sentences: [...diagnosisSentences(answer), ...coverageSentences(coverage, SHELL_COVERAGE)],
      answer,
    },
    { command, endpoint, range: answer.range, next: nextCommands(steps, options, endpoint, again) },
  );
  await writeNotes(io, [
    ...answerNotes({
      ...question,
      endpoint,
      options,
      coverage,
      asked: planSentence(answer),
      steps,
      again,
      leftOut,
    }),
    ...page,
  ]);
  return isShort(coverage) ? EXIT.incomplete : EXIT.done;
}

/** The sessions of the range that came. */
function currentSessions({ provenance }: DiagnosisAnswer): number {
  return provenance.pulls.filter(({ purpose }) => purpose === "current")
    .reduce((sum, { sessions }) => sum + sessions, 0);
}
