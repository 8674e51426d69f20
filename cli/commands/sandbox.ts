import type { ExitCode } from "../exit_code.ts";
import type { Command } from "commander";
import type { Io } from "../io.ts";
import { passArguments } from "./pass_arguments.ts";

/** Leaves all arguments to the sandbox. */
export const define = passArguments;

/** Serves until the user interrupts. */
export async function run(command: Command, { stdout, stderr, signal }: Io): Promise<ExitCode> {
  const { runSandboxCommand } = await import("../../sandbox/mod.ts");
  return await runSandboxCommand(command.args, {
    write: (text) => void stdout.write(`${text}\n`),
    writeError: (text) => void stderr.write(`${text}\n`),
    signal,
  }) as ExitCode;
}
