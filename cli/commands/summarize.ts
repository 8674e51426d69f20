import { type Command, Option } from "commander";
import {
  parseThresholds,
  type SummarizeOptions,
  thresholdExample,
} from "../../src/analysis/mod.ts";
import { summarizeSessions } from "../../src/explain/mod.ts";
import {
  coverageSentences,
  isShort,
  pullsSentence,
  SHELL_COVERAGE,
  stepsAfterSummary,
  summarySentences,
} from "../../src/view/mod.ts";
import { durationMs } from "../api/api_options.ts";
import type { AskedEndpoint } from "../api/asked_endpoint.ts";
import { EXIT, type ExitCode } from "../exit_code.ts";
import { answerNotes } from "../explain/answer_notes.ts";
import { ask } from "../explain/ask.ts";
import { addExplainHelp } from "../explain/explain_help.ts";
import { summaryCsv } from "../explain/csv/summary_csv.ts";
import {
  addAnswerOptions,
  addGoodOption,
  addSessionOptions,
  type ExplainOptions,
  names,
  positiveNumber,
} from "../explain/explain_options.ts";
import { summaryParts } from "../explain/parts/summary_parts.ts";
import { zonedTimeText } from "../explain/zoned_time_text.ts";
import { writeAnswer } from "../explain/write_answer.ts";
import { nextCommands } from "../explain/next_step_lines.ts";
import type { Io } from "../io.ts";
import { checkReport } from "../report/report_options.ts";
import { writeReport } from "../report/write_report.ts";
import { writeNotes } from "../write_notes.ts";

interface SummarizeCommandOptions extends ExplainOptions {
  readonly every?: number;
  readonly timeZone?: string;
  readonly sort?: string;
  readonly order?: SummarizeOptions["order"];
  readonly good?: string;
  readonly minGroup?: number;
  readonly maxGroups?: number;
}

/** The range of who names none: as that of a search. */
const DEFAULT_RANGE = { last: "1h", isAllOfOutput: true };

/** What a table is about where no other metric orders it. */
const USUAL_METRIC = "vsf";

/** Adds the options. */
export function define(command: Command, asked: AskedEndpoint): void {
  command.description(
    "Say how sessions went: start failures, exits, start times, rebuffering, bitrate; in all, by " +
      "dimensions or tags, and over time. Every figure has its n and a 95 % interval.",
  );
  addSessionOptions(command, asked)
    .optionsGroup("Which groups:")
    .option("-b, --by <names>", "up to three dimensions or tags, with commas between", names)
    .option("--every <duration>", "over time, in buckets of 5m, 1h, 1d and so on", durationMs)
    .option("--time-zone <name>", "where the buckets begin, such as Europe/Berlin (default: UTC)")
    .option("--sort <metric>", "the metric that the groups are ordered by (default: attempts)")
    .addOption(
      new Option("--order <end>", "which end comes first (default: descending)")
        .choices(["ascending", "descending"]),
    )
    .option(
      "--min-group <sessions>",
      "groups of fewer are flagged as small (default: 25)",
      positiveNumber,
    )
    .option(
      "--max-groups <groups>",
      "most groups; the rest is one group (default: 20)",
      positiveNumber,
    )
    .optionsGroup("Which metrics:");
  addGoodOption(command, asked.endpoint);
  addAnswerOptions(command);
  addExplainHelp(command, asked, examplesOf(asked));
}

function examplesOf({ endpoint, examples }: AskedEndpoint): readonly string[] {
  const { dimension, groups } = examples;
  return [
    `summarize --last 2h --by ${groups} --sort vsf`,
    `summarize --last 1d --every 1h --time-zone Europe/Berlin ${dimension}`,
    `summarize --in sessions.duckdb --good '${thresholdExample(endpoint)}' --format csv`,
  ];
}

/** Summarizes. */
export async function run(command: Command, io: Io, asked: AskedEndpoint): Promise<ExitCode> {
  const options = command.opts<SummarizeCommandOptions>();
  const { endpoint } = asked;
  await checkReport(options);
  const { by, every, timeZone, order, minGroup, maxGroups } = options;
  // Whether there is such a metric, the question checks.
  const sort = options.sort as SummarizeOptions["sort"];
  const good = options.good === undefined ? undefined : parseThresholds(options.good, endpoint);
  const { answer, ...question } = await ask(io, options, asked, {
    defaultRange: DEFAULT_RANGE,
    answer: ({ source, query, ask }) =>
      summarizeSessions(source, query, {
        ...ask,
        by,
        everyMs: every,
        timeZone,
        sort,
        order,
        good,
        minGroup,
        maxGroups,
      }),
    sessionsOf: ({ total }) => total.n,
  });
  const about = sort ?? (good ? "good_share" : USUAL_METRIC);
  const leftOut = await writeAnswer(io, options.format, {
    answer,
    parts: summaryParts(answer, about),
    csv: summaryCsv(answer),
    timeText: zonedTimeText(answer.timeZone, answer.range),
  });
  const { coverage } = answer;
  const steps = stepsAfterSummary(answer);
  const page = await writeReport(
    io,
    options,
    {
      kind: "summary",
      title: "Summary",
      sentences: [...summarySentences(answer), ...coverageSentences(coverage, SHELL_COVERAGE)],
      answer,
    },
    { command, endpoint, range: answer.range, next: nextCommands(steps, options, endpoint) },
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
