import type { Command } from "commander";
import type { Endpoint } from "../../src/mod.ts";
import { formatDuration } from "../../src/view/mod.ts";
import { exampleFilter } from "./example_filter.ts";

/** Adds an explanation of the filters and limits of an endpoint, out of the spec's own facts. */
export function addFilterHelp(
  command: Command,
  { parameters, dimensions, tagPrefix, limits }: Endpoint,
  examples: readonly string[],
): void {
  command.addHelpText("after", ({ command }) => {
    const helper = command.createHelp();
    helper.prepareContext({ helpWidth: command.configureOutput().getOutHelpWidth?.() ?? 80 });
    const paragraph = (text: string) => helper.formatItem("", 0, text, helper);
    const filters = Object.entries(parameters).filter(([, { role }]) => role === "filter");
    const nameWidth = Math.max(...filters.map(([name]) => name.length));
    const { maxCost, perMs } = limits.accountRate;
    return [
      "",
      "Filters (--filter name=value):",
      ...filters.map(([name, { description }]) =>
        helper.formatItem(name, nameWidth, description, helper)
      ),
      paragraph(
        "Filters of different names must all match; of several values of one dimension, any. " +
          "Values are case-sensitive. A tag is --tag plan=premium, " +
          `or --filter ${tagPrefix}plan=premium.`,
      ),
      "",
      `Dimensions (${exampleFilter("device_os", "Android")}):`,
      paragraph(Object.keys(dimensions).join(" ")),
      "",
      "Limits of the API, which this program keeps for you:",
      paragraph(
        `A request brings at most ${limits.maxSessions} sessions of at most ` +
          `${formatDuration(limits.maxWindowMs)}, and reaches ${formatDuration(limits.maxAgeMs)} ` +
          `back; an account has ${maxCost} in ${
            formatDuration(perMs)
          }, of which one with several ` +
          "filters counts as several. The sessions are a sample of those that have ended.",
      ),
      "",
      "Examples:",
      ...examples.map((example) => `  conviva-sessions ${example}`),
    ].join("\n");
  });
}
