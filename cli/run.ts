import { EXIT, type ExitCode } from "./exit_code.ts";
import { ClosedPipe, type Io } from "./io.ts";
import { selfDescription } from "./program.ts";
import { painter } from "./text/style.ts";

/**
 * Runs a command line.
 *
 * @returns The exit code. What goes wrong is told on standard error and not thrown.
 */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await runProgram(args, io);
  } catch (error) {
    if (error instanceof ClosedPipe) return EXIT.done;
    if (io.signal.aborted) return EXIT.interrupted;
    const [{ exitCodeOf }, { errorText }] = await Promise.all([
      import("./errors/exit_code_of.ts"),
      import("./errors/error_text.ts"),
    ]);
    await io.stderr.write(errorText(error, painter(io.stderr, io.env)));
    return exitCodeOf(error);
  }
}

async function runProgram(args: readonly string[], io: Io): Promise<ExitCode> {
  const told = selfDescription(args, io.stdout.columns());
  if (told === undefined) {
    const { runCommandLine } = await import("./command_line.ts");
    return await runCommandLine(args, io);
  }
  await io.stdout.write(told);
  return EXIT.done;
}
