import { CommanderError } from "commander";
import { EXIT, type ExitCode } from "./exit_code.ts";
import { ClosedPipe, type Io } from "./io.ts";
import { createProgram } from "./program.ts";
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
  let exitCode: ExitCode = EXIT.done;
  const written = { out: "", err: "" };
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
