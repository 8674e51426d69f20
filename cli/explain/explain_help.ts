import type { Command } from "commander";
import type { Endpoint } from "../../src/mod.ts";
import { outcomeFilters } from "../../src/view/mod.ts";
import type { AskedEndpoint } from "../api/asked_endpoint.ts";
import { addFilterHelp } from "../query/filter_help.ts";

/** Adds an explanation of the filters that sessions may be picked by, and examples. */
export function addExplainHelp(
  command: Command,
  asked: AskedEndpoint,
  examples: readonly string[],
): void {
  addFilterHelp(command, { ...asked, endpoint: withoutOutcomes(asked.endpoint) }, examples);
}

/** An endpoint without the filters by how sessions went: a rate over sessions so picked is refused. */
function withoutOutcomes(endpoint: Endpoint): Endpoint {
  const isOutcome = (filters: Partial<Parameters<typeof outcomeFilters>[0]>) =>
    outcomeFilters({ parameters: {}, tags: {}, dimensions: {}, ...filters }, endpoint).length > 0;
  const { parameters, dimensions } = endpoint;
  return {
    ...endpoint,
    parameters: Object.fromEntries(
      Object.entries(parameters).filter(([name]) => !isOutcome({ parameters: { [name]: true } })),
    ),
    dimensions: Object.fromEntries(
      Object.entries(dimensions).filter(([name]) => !isOutcome({ dimensions: { [name]: [] } })),
    ),
  };
}
