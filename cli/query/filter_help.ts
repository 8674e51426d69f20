import type { Command } from "commander";
import { formatDuration } from "../../src/view/mod.ts";
import type { AskedEndpoint } from "../api/asked_endpoint.ts";

/** Adds an explanation of the filters and limits of an endpoint, out of the spec's own facts. */
export function addFilterHelp(
  command: Command,
  { endpoint, examples: { dimension } }: AskedEndpoint,
  examples: readonly string[],
): void {
  const { parameters, dimensions, tagPrefix, limits } = endpoint;
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
      `Dimensions (${dimension}):`,
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
