import type { Command } from "commander";
import { parseThresholds } from "../../src/analysis/mod.ts";
import { compareSessions } from "../../src/explain/mod.ts";
import {
  comparisonSentences,
  coverageSentences,
  isShort,
  pullsSentence,
  SHELL_COVERAGE,
  stepsAfterComparison,
} from "../../src/view/mod.ts";
import type { AskedEndpoint, ExampleFilters } from "../api/asked_endpoint.ts";
import { EXIT, type ExitCode } from "../exit_code.ts";
import { answerNotes } from "../explain/answer_notes.ts";
import { ask } from "../explain/ask.ts";
import { addExplainHelp } from "../explain/explain_help.ts";
import { comparisonCsv } from "../explain/csv/comparison_csv.ts";
import {
  addAnswerOptions,
  addGoodOption,
  addSessionOptions,
  type ExplainOptions,
  names,
  positiveNumber,
} from "../explain/explain_options.ts";
import { comparisonParts } from "../explain/parts/comparison_parts.ts";
import { readBaseline } from "../explain/read_baseline.ts";
import { readVersus } from "../explain/read_versus.ts";
import { writeAnswer } from "../explain/write_answer.ts";
import { nextCommands } from "../explain/next_step_lines.ts";
import type { Io } from "../io.ts";
import { checkReport } from "../report/report_options.ts";
import { writeReport } from "../report/write_report.ts";
import { collect } from "../query/query_options.ts";
import { momentText } from "../text/time_text.ts";
import { writeNotes } from "../write_notes.ts";

interface CompareCommandOptions extends ExplainOptions {
  readonly baselineStart?: string;
  readonly baselineEnd?: string;
  readonly versus?: readonly string[];
  readonly good?: string;
  readonly minGroup?: number;
  readonly maxGroups?: number;
}

/** The range of who names none: as that of a search. */
const DEFAULT_RANGE = { last: "1h" };

/** Adds the options. */
export function define(command: Command, asked: AskedEndpoint): void {
  command.description(
    "Say how sessions differ from those of an earlier range, or of another filter: what is worse, " +
      "what is better, how sure that is, and whether sessions go otherwise or others watch.",
  );
  addSessionOptions(command, asked, ["to"])
    .optionsGroup("Compared with what:")
    .option("--to <duration>", "the same range so much earlier: 90m, 1d, 1w (default: 1d)")
    .option("--baseline-start <time>", "start of another range")
    .option("--baseline-end <time>", "end of it (default: as long as the range)")
    .option(
      "--versus <name=value>",
      "the same range with this filter in place of that of its name; repeatable",
      collect,
    )
    .optionsGroup("Which groups:")
    .option("-b, --by <names>", "up to three dimensions or tags, with commas between", names)
    .option(
      "--min-group <sessions>",
      "groups of fewer on either side are left out (default: 25)",
      positiveNumber,
    )
    .option(
      "--max-groups <groups>",
      "most groups, those that changed most first (default: 10)",
      positiveNumber,
    )
    .optionsGroup("Which metrics:");
  addGoodOption(command, asked.endpoint);
  addAnswerOptions(command);
  addExplainHelp(command, asked, examplesOf(asked.examples));
}

function examplesOf({ dimension, otherValue, groups }: ExampleFilters): readonly string[] {
  return [
    `compare --last 2h --by ${groups}`,
    "compare --start now-3h --end now-1h --to 1w",
    `compare --last 3h ${dimension} --versus ${otherValue}`,
  ];
}

/** Compares. */
export async function run(command: Command, io: Io, asked: AskedEndpoint): Promise<ExitCode> {
  // What a search takes for the end of its range is how much earlier the other one is.
  const { to, ...options } = command.opts<CompareCommandOptions>();
  const { endpoint } = asked;
  await checkReport(options);
  const { by, minGroup, maxGroups } = options;
  const good = options.good === undefined ? undefined : parseThresholds(options.good, endpoint);
  const versus = readVersus(options.versus, endpoint);
  const { answer, ...question } = await ask(io, options, asked, {
    defaultRange: DEFAULT_RANGE,
    answer: ({ source, query, checked, ask }) =>
      compareSessions(source, query, {
        ...ask,
        by,
        to,
        baseline: readBaseline(options, checked.range, io.now()),
        versus,
        good,
        minGroup,
        maxGroups,
      }),
    sessionsOf: ({ current }) => current.total.n,
  });
  const leftOut = await writeAnswer(io, options.format, {
    answer,
    parts: comparisonParts(answer),
    csv: comparisonCsv(answer),
    timeText: momentText,
  });
  const { coverage } = answer;
  const steps = stepsAfterComparison(answer);
  const page = await writeReport(
    io,
    options,
    {
      kind: "comparison",
      title: "Comparison",
      sentences: [...comparisonSentences(answer), ...coverageSentences(coverage, SHELL_COVERAGE)],
      answer,
    },
    {
      command,
      endpoint,
      range: answer.current.range,
      next: nextCommands(steps, options, endpoint),
    },
  );
  await writeNotes(io, [
    ...answerNotes({
      ...question,
      endpoint,
      options,
      coverage,
      asked: pullsSentence(answer.provenance),
      steps,
      leftOut,
    }),
    ...page,
  ]);
  return isShort(coverage) ? EXIT.incomplete : EXIT.done;
}
