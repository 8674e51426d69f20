import type { Command } from "commander";
import { CONTENT } from "../../src/mod.ts";
import { formatDuration } from "../../src/view/mod.ts";
import { exampleFilter } from "./example_filter.ts";

/** Adds an explanation of the filters and limits of the API, out of the spec's own facts. */
export function addFilterHelp(command: Command, examples: readonly string[]): void {
  command.addHelpText("after", ({ command }) => {
    const helper = command.createHelp();
    helper.prepareContext({ helpWidth: command.configureOutput().getOutHelpWidth?.() ?? 80 });
    const paragraph = (text: string) => helper.formatItem("", 0, text, helper);
    const filters = Object.entries(CONTENT.parameters).filter(([, { role }]) => role === "filter");
    const nameWidth = Math.max(...filters.map(([name]) => name.length));
    const { maxCost, perMs } = CONTENT.limits.accountRate;
    return [
      "",
      "Filters (--filter name=value):",
      ...filters.map(([name, { description }]) =>
        helper.formatItem(name, nameWidth, description, helper)
      ),
      paragraph(
        "Filters of different names must all match; of several values of one dimension, any. " +
          "Values are case-sensitive. A tag is --tag plan=premium, " +
          `or --filter ${CONTENT.tagPrefix}plan=premium.`,
      ),
      "",
      `Dimensions (${exampleFilter("device_os", "Android")}):`,
      paragraph(Object.keys(CONTENT.dimensions).join(" ")),
      "",
      "Limits of the API, which this program keeps for you:",
      paragraph(
        `A request brings at most ${CONTENT.limits.maxSessions} sessions of at most ` +
          `${formatDuration(CONTENT.limits.maxWindowMs)}, and reaches ${
            formatDuration(CONTENT.limits.maxAgeMs)
          } ` +
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
