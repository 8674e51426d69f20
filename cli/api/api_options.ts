import { type Command, InvalidArgumentError } from "commander";
import { parseDuration } from "../../src/view/mod.ts";

/** How the API is asked. */
export interface ApiOptions {
  readonly sandbox?: boolean;
  readonly timeout?: number;
}

/** Adds the options that say how the API is asked. */
export function addApiOptions(command: Command): Command {
  return command
    .optionsGroup("Which API:")
    .option("--sandbox", "ask a simulated API on this machine: no account needed")
    .option(
      "--timeout <duration>",
      "give up on a request, its retries included (default: 5m)",
      durationMs,
    );
}

/** Reads a duration as milliseconds. */
export function durationMs(text: string): number {
  const ms = parseDuration(text);
  if (!ms) throw new InvalidArgumentError("It must be a duration such as 30s or 5m.");
  return ms;
}
