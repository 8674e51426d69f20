import { Command, CommanderError } from "commander";
import { COMMANDS } from "./commands/command_list.ts";
import { EXIT, type ExitCode } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { DESCRIPTION, programHelp } from "./program.ts";

/** What is written while the command line is read, since that cannot wait for a stream. */
interface ReadingOutput {
  /** For standard output. */
  out: string;
  /** For standard error. */
  err: string;
}

/** Reads a command line and runs the command that it asks for. */
export async function runCommandLine(args: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const written: ReadingOutput = { out: "", err: "" };
  const program = await createProgram(args, io, written, (code) => exitCode = code);
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    exitCode = error.exitCode === 0 ? EXIT.done : EXIT.wrongRequest;
    if (/^commander\.unknown/.test(error.code)) {
      const { suggestSpelling } = await import("./errors/suggest_spelling.ts");
      written.err += suggestSpelling(program, args, error.message);
    }
  }
  if (written.out) await io.stdout.write(written.out);
  if (written.err) await io.stderr.write(written.err);
  return exitCode;
}

/**
 * Makes the program. Only the command that is asked for is loaded; of the others, no more than a line
 * is needed.
 */
async function createProgram(
  args: readonly string[],
  io: Io,
  written: ReadingOutput,
  onExit: (code: ExitCode) => void,
): Promise<Command> {
  const program = new Command("conviva-sessions")
    .description(DESCRIPTION)
    .option("-V, --version", "show the version")
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
    .configureHelp({ subcommandTerm: (command) => command.name(), minWidthToWrap: 20 });
  program.helpInformation = (context) =>
    programHelp((context?.error ? io.stderr : io.stdout).columns());
  const asked = args.find((arg) => !arg.startsWith("-") && arg !== "help");
  for (const { name, summary, load } of COMMANDS) {
    const command = program.command(name).summary(summary);
    if (name !== asked) continue;
    const { define, run } = await load();
    define(command);
    command.action(async () => onExit(await run(command, io)));
  }
  return program;
}
