import { Command } from "commander";
import { COMMANDS } from "./commands/command_list.ts";
import type { ExitCode } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { exampleFilter } from "./query/example_filter.ts";

/** What the program writes while it reads the command line, since that cannot wait for a stream. */
export interface ProgramOutput {
  /** For standard output. */
  out: string;
  /** For standard error. */
  err: string;
}

const EXAMPLES = `
Examples:
  conviva-sessions diagnose --sandbox
  conviva-sessions search --sandbox ${exampleFilter("is_video_start_failure", "true")}
  conviva-sessions search --last 2h ${exampleFilter("device_os", "Android")} --tag plan=premium
  conviva-sessions harvest --last 7d --out sessions.duckdb
  conviva-sessions sql "select cdn, count(*) from sessions group by cdn" --in sessions.duckdb

Environment:
  CONVIVA_CLIENT_ID, CONVIVA_CLIENT_SECRET   API key pair from Pulse, API Management
  CONVIVA_BASE_URL                           another address of the API
  NO_COLOR                                   no colours

Exit codes:
  0 done, 1 unexpected, 2 the request is wrong, 3 credentials, 4 the API failed,
  5 done but incomplete, 130 interrupted`;

/**
 * Makes the program. Only the command that is asked for is loaded; of the others, the help needs no
 * more than a line.
 */
export async function createProgram(
  args: readonly string[],
  io: Io,
  written: ProgramOutput,
  onExit: (code: ExitCode) => void,
): Promise<Command> {
  const program = new Command("conviva-sessions")
    .description("Query, collect and explain Conviva video sessions.")
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => written.out += text,
      writeErr: (text) => written.err += text,
      getOutHelpWidth: () => io.stdout.columns() ?? 80,
      getErrHelpWidth: () => io.stderr.columns() ?? 80,
      // Otherwise the environment is asked, which takes a permission.
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp({ subcommandTerm: (command) => command.name(), minWidthToWrap: 20 })
    .addHelpText("after", EXAMPLES);
  const asked = args.find((arg) => !arg.startsWith("-") && arg !== "help");
  for (const { name, summary, load } of COMMANDS) {
    const command = program.command(name).summary(summary);
    if (name !== asked) continue;
    const { define, run } = await load();
    define(command);
    command.action(async () => onExit(await run(command, io)));
  }
  if (args.includes("--version") || args.includes("-V")) {
    const { VERSION } = await import("../src/mod.ts");
    program.version(VERSION);
  } else program.option("-V, --version", "show the version");
  return program;
}
