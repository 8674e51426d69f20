import type { Command } from "commander";
import { addApiOptions, type ApiOptions } from "../api/api_options.ts";
import { examine } from "../doctor/examine.ts";
import { EXIT, type ExitCode } from "../exit_code.ts";
import type { Io } from "../io.ts";
import { cleanText } from "../text/clean_text.ts";
import { painter } from "../text/style.ts";

/** Adds the options. */
export function define(command: Command): void {
  command.description(
    "Find out why it does not work: checks the environment, the way to the API and the API key,\n" +
      "one after the other. It asks the API for one session.",
  );
  addApiOptions(command);
}

/** Examines, and says of each thing whether it is well, or what to do. */
export async function run(command: Command, io: Io): Promise<ExitCode> {
  const paint = painter(io.stdout, io.env);
  let exitCode: ExitCode = EXIT.done;
  for await (const { subject, state, problem } of examine(io, command.opts<ApiOptions>())) {
    const sign = problem ? paint("PROBLEM", "bad") : paint("OK     ", "good");
    await io.stdout.write(`${sign}  ${subject}: ${cleanText(state)}\n`);
    if (!problem) continue;
    await io.stdout.write(`         ${paint(cleanText(problem.wayOut), "strong")}\n`);
    if (exitCode === EXIT.done) exitCode = problem.exitCode;
  }
  return exitCode;
}
