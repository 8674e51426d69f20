import type { Command } from "commander";
import type { Endpoint } from "../../src/mod.ts";
import { formatDuration } from "../../src/view/mod.ts";

/** What the options that pick sessions were set to. */
export interface QueryOptions {
  readonly last?: string;
  readonly start?: string;
  readonly end?: string;
  readonly filter?: readonly string[];
  readonly tag?: readonly string[];
  readonly accountDimensions?: boolean;
}

/** Adds the options that pick sessions: a range and filters. */
export function addQueryOptions(command: Command, { limits }: Pick<Endpoint, "limits">): Command {
  const reach = formatDuration(limits.maxAgeMs);
  return command
    .optionsGroup("Which sessions:")
    .option("--last <duration>", `range up to now, at most ${reach}: 90s, 15m, 2h, 7d`)
    .option(
      "--start <time>",
      "start of the range: 2026-11-22T18:00Z, now-2h, yesterday (UTC) or epoch ms",
    )
    .option("--end <time>", "end of the range; now if absent")
    .option("-f, --filter <name=value>", "filter, see below; repeatable", collect)
    .option("-t, --tag <name=value>", "custom tag; repeatable", collect)
    .option("--account-dimensions", "let dimensions pass that only this account has");
}

/** Collects the values of an option that may come several times. */
export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}
