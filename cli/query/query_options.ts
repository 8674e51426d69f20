import { type Command, Option } from "commander";
import type { Endpoint } from "../../src/mod.ts";
import { formatDuration } from "../../src/view/mod.ts";

/** What the options that pick sessions were set to. */
export interface QueryOptions {
  readonly last?: string;
  readonly start?: string;
  readonly end?: string;
  readonly since?: string;
  readonly from?: string;
  readonly until?: string;
  readonly to?: string;
  readonly filter?: readonly string[];
  readonly tag?: readonly string[];
  readonly accountDimensions?: boolean;
}

/** What else people call the ends of a range. */
const OTHER_NAMES = { start: ["since", "from"], end: ["until", "to"] } as const;

/**
 * Adds the options that pick sessions: a range and filters.
 *
 * @param taken Names that mean something else in this command.
 */
export function addQueryOptions(
  command: Command,
  { limits }: Pick<Endpoint, "limits">,
  taken: readonly string[] = [],
): Command {
  const reach = formatDuration(limits.maxAgeMs);
  command
    .optionsGroup("Which sessions:")
    .option("--last <duration>", `range up to now, at most ${reach}: 90s, 15m, 2h, 7d`)
    .option(
      "--start <time>",
      "start of the range, also --since or --from: 2026-11-22T18:00Z, -2h, 08:00, yesterday 18:00 " +
        "or monday (in UTC), epoch ms",
    )
    .option("--end <time>", "end of the range, also --until or --to; now if absent");
  for (const [name, others] of Object.entries(OTHER_NAMES)) {
    for (const other of others.filter((other) => !taken.includes(other))) {
      const same = [name, ...others].filter((one) => one !== other);
      command.addOption(new Option(`--${other} <time>`).hideHelp().conflicts(same));
    }
  }
  return command
    .option("-f, --filter <name=value>", "filter, see below; repeatable", collect)
    .option("-t, --tag <name=value>", "custom tag; repeatable", collect)
    .option("--account-dimensions", "let dimensions pass that only this account has");
}

/** The end of a range, whatever it was called. */
export function edgeOf(options: QueryOptions, edge: "start" | "end"): string | undefined {
  return options[edge] ??
    OTHER_NAMES[edge].map((name) => options[name]).find((text) => text !== undefined);
}

/** Collects the values of an option that may come several times. */
export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}
