import type { Command } from "commander";
import { harvest } from "../../src/harvest/mod.ts";
import { cutOffText, isShort } from "../../src/view/mod.ts";
import { addApiOptions, type ApiOptions, durationMs } from "../api/api_options.ts";
import type { AskedEndpoint, ExampleFilters } from "../api/asked_endpoint.ts";
import { connect } from "../api/connect.ts";
import { CliError } from "../errors/cli_error.ts";
import { EXIT, type ExitCode } from "../exit_code.ts";
import { harvestNotes } from "../harvest/harvest_notes.ts";
import { withOutput } from "../harvest/with_output.ts";
import type { Io } from "../io.ts";
import { writeNotes } from "../write_notes.ts";
import { showProgress } from "../progress/show_progress.ts";
import { addFilterHelp } from "../query/filter_help.ts";
import { addQueryOptions, type QueryOptions } from "../query/query_options.ts";
import { readQuery } from "../query/read_query.ts";

interface HarvestOptions extends QueryOptions, ApiOptions {
  readonly out: string;
  readonly follow?: boolean;
  readonly every?: number;
  readonly settle?: number;
}

function examplesOf({ dimension }: ExampleFilters): readonly string[] {
  return [
    "harvest --last 7d --out sessions.duckdb",
    `harvest --last 31d --out sessions/ ${dimension}`,
    "harvest --last 1d --out sessions.duckdb --follow",
    'sql "select count(*) from sessions" --in sessions.duckdb',
  ];
}

/** Adds the options. */
export function define(command: Command, asked: AskedEndpoint): void {
  command.description(
    "Collect sessions into a DuckDB file or a folder of Parquet files. It can be stopped at any\n" +
      "moment; the same command goes on where it was, and asks again only for what was missing.",
  );
  addQueryOptions(command, asked.endpoint);
  command
    .optionsGroup("Where to:")
    .requiredOption(
      "-o, --out <path>",
      "a file that ends in .duckdb, or a folder for Parquet files",
    )
    .optionsGroup("How long:")
    .option("--follow", "go on with the newest sessions until interrupted")
    .option(
      "--every <duration>",
      "with --follow, from one poll to the next (default: 5m)",
      durationMs,
    )
    .option(
      "--settle <duration>",
      "how long a session may last; younger windows are asked again (default: 6h)",
      durationMs,
    );
  addApiOptions(command);
  addFilterHelp(command, asked, examplesOf(asked.examples));
}

/** Collects. */
export async function run(
  command: Command,
  io: Io,
  { endpoint, clientOf }: AskedEndpoint,
): Promise<ExitCode> {
  const options = command.opts<HarvestOptions>();
  if (options.every !== undefined && !options.follow) {
    const message = "Cannot use --every without --follow, which is what polls";
    throw new CliError(message, EXIT.wrongRequest);
  }
  const startMs = io.now();
  const { checked } = readQuery(options, endpoint, startMs);
  // First, since what is collected is easily taken for all.
  if (checked.cutOff) await writeNotes(io, [cutOffText(checked.cutOff, endpoint)]);
  await using connection = await connect(io, { ...options, timeoutMs: options.timeout });
  const display = showProgress(io, connection.throttle);
  const summary = await withOutput(() =>
    harvest({
      client: { ...clientOf(connection.client), source: connection.source },
      query: checked,
      output: options.out,
      signal: io.signal,
      follow: options.follow,
      intervalMs: options.every,
      settleMs: options.settle,
      onProgress: ({ phase, ...progress }) =>
        display.update({ ...progress, ...phase !== "collecting" && { phase } }),
    })
  ).finally(() => display.close());
  const notes = harvestNotes(summary, io.now() - startMs);
  await writeNotes(io, notes);
  if (summary.interrupted) return EXIT.interrupted;
  return isShort(summary.coverage) ? EXIT.incomplete : EXIT.done;
}
