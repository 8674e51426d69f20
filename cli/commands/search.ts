import { type Command, Option } from "commander";
import type { Session } from "../../src/mod.ts";
import { cutOffText, isShort, withCutOff } from "../../src/view/mod.ts";
import { addApiOptions, type ApiOptions } from "../api/api_options.ts";
import type { AskedEndpoint, ExampleFilters } from "../api/asked_endpoint.ts";
import { connect } from "../api/connect.ts";
import { EXIT, type ExitCode } from "../exit_code.ts";
import { addFormatOption, type FormatOptions } from "../formats/format_options.ts";
import { sessionOutput } from "../formats/session_output.ts";
import type { Io } from "../io.ts";
import { writeNotes } from "../write_notes.ts";
import { addReportOptions, checkReport, type ReportOptions } from "../report/report_options.ts";
import { searchSentences } from "../report/search_sentences.ts";
import { writeReport } from "../report/write_report.ts";
import { showProgress } from "../progress/show_progress.ts";
import { addFilterHelp } from "../query/filter_help.ts";
import { addQueryOptions, type QueryOptions } from "../query/query_options.ts";
import { readQuery } from "../query/read_query.ts";
import { sandboxTips } from "../sessions/sandbox_tips.ts";
import { searchNotes } from "../sessions/search_notes.ts";
import { sampleValues } from "../sessions/sample_values.ts";
import { writeSessions } from "../sessions/write_sessions.ts";

interface SearchOptions extends QueryOptions, FormatOptions, ApiOptions, ReportOptions {
  readonly limit: string;
  readonly all?: boolean;
  readonly columns?: readonly string[];
}

/** The range of who names none: long enough to find something, short enough to be fresh. */
const DEFAULT_LAST = "1h";

/** Adds the options. */
export function define(command: Command, asked: AskedEndpoint): void {
  const { endpoint, examples } = asked;
  command.description(
    "Look for ended video sessions, newest first, in any range that the API reaches.",
  );
  addQueryOptions(command, endpoint);
  command
    .option("-n, --limit <number>", "most sessions", String(endpoint.limits.defaultSessions))
    .addOption(new Option("-a, --all", "all sessions of the range").conflicts("limit"));
  addFormatOption(command)
    .option("-c, --columns <names>", "columns of a table or CSV, with commas between", commaList);
  addReportOptions(addApiOptions(command));
  addFilterHelp(command, asked, examplesOf(examples));
}

function examplesOf({ flag, dimension, either, columns }: ExampleFilters): readonly string[] {
  return [
    "search --sandbox",
    `search --last 2h ${flag} ${dimension}`,
    "search --start 2026-11-22T18:00Z --end 2026-11-22T21:00Z --all --format csv",
    `search --last 1d ${either} --columns ${columns}`,
  ];
}

/** Searches. */
export async function run(
  command: Command,
  io: Io,
  { endpoint, examples, clientOf }: AskedEndpoint,
): Promise<ExitCode> {
  const options = command.opts<SearchOptions>();
  await checkReport(options);
  const limit = options.all ? undefined : options.limit;
  const asked = readQuery({ ...options, limit }, endpoint, io.now(), DEFAULT_LAST);
  const leftOut: string[] = [];
  const output = await sessionOutput(io, {
    format: options.format,
    endpoint,
    checked: asked.checked,
    columns: options.columns,
    onLeftOut: (titles) => leftOut.push(...titles),
  });
  await using connection = await connect(io, { ...options, timeoutMs: options.timeout });
  const client = clientOf(connection.client);
  const { checked } = asked;
  // First, since what comes is easily taken for all.
  if (checked.cutOff) await writeNotes(io, [cutOffText(checked.cutOff, endpoint)]);
  const display = showProgress(io, connection.throttle);
  const pages = client.pages(checked, {
    signal: io.signal,
    order: "newest",
    onProgress: display.update,
  });
  const kept: Session[] = [];
  const { coverage: reached, failure } = await writeSessions(pages, checked.range, {
    write: (sessions) => {
      if (options.report !== undefined) kept.push(...sessions);
      return display.aside(() => output.write(sessions));
    },
    end: (coverage) =>
      display.aside(() => output.end(coverage && withCutOff(coverage, checked.cutOff, endpoint))),
  }).finally(() => display.close());
  // A limit may have ended the search before it came to what cannot be had.
  const coverage = withCutOff(reached, checked.cutOff, endpoint);
  if (io.signal.aborted) return EXIT.interrupted;
  const seen = coverage.sessions === 0 && !failure
    ? await sampleValues(client, checked, io.now(), io.signal)
    : undefined;
  const notes = searchNotes({
    asked,
    endpoint,
    defaultLast: DEFAULT_LAST,
    coverage,
    leftOut,
    seen,
  });
  if (options.sandbox && options.format === "table") {
    notes.push(...await sandboxTips(checked, examples, io.now()));
  }
  notes.push(
    ...await writeReport(
      io,
      options,
      {
        kind: "search",
        title: "Sessions",
        sentences: searchSentences(checked, endpoint, coverage),
        sessions: kept,
        coverage,
        endpoint,
      },
      { command, endpoint, range: checked.range },
    ),
  );
  await writeNotes(io, notes);
  if (failure) throw failure.error;
  return isShort(coverage) ? EXIT.incomplete : EXIT.done;
}

function commaList(text: string): readonly string[] {
  return text.split(",").map((name) => name.trim()).filter(Boolean);
}
