import type { Command } from "commander";
import type { ExitCode } from "../exit_code.ts";
import type { Io, TextSink } from "../io.ts";
import { passArguments } from "./pass_arguments.ts";

/** Leaves all arguments to the sandbox. */
export const define = passArguments;

/**
 * Serves until the user interrupts.
 *
 * @throws ClosedPipe if nobody reads what it says, since nobody knows its address then.
 */
export async function run(command: Command, { stdout, stderr, signal }: Io): Promise<ExitCode> {
  const { runSandboxCommand } = await import("../../sandbox/mod.ts");
  const failure = new AbortController();
  let written = Promise.resolve();
  const writeTo = (sink: TextSink) => (text: string) => {
    written = written.then(() => sink.write(`${text}\n`));
    written.catch(() => failure.abort());
  };
  const code = await runSandboxCommand(command.args, {
    write: writeTo(stdout),
    writeError: writeTo(stderr),
    signal: AbortSignal.any([signal, failure.signal]),
  });
  await written;
  return code as ExitCode;
}
