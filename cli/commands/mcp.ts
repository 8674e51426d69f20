import { type Command, CommanderError } from "commander";
import { mcpCommand } from "../../mcp/command.ts";
import { EXIT, type ExitCode } from "../exit_code.ts";
import type { Io } from "../io.ts";
import { passArguments } from "./pass_arguments.ts";

/** Leaves all arguments to the MCP server. */
export const define = passArguments;

/** Serves until the host closes the input, or the user interrupts. */
export async function run({ args }: Command, { signal }: Io): Promise<ExitCode> {
  let exitCode: number = EXIT.done;
  const serving = mcpCommand((code) => exitCode = code).exitOverride().parseAsync(args, {
    from: "user",
  });
  try {
    // Over HTTP it stops by itself, when the calls that are running have ended.
    await (args.includes("--http") ? serving : Promise.race([serving, interruption(signal)]));
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.done : EXIT.wrongRequest;
  }
  return exitCode as ExitCode;
}

function interruption(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
