import type { Endpoint } from "../../../gen/endpoint.ts";
import type { Filters } from "../check/checked_query.ts";
import { dimensionFact } from "../name/parameter_fact.ts";
import { perEndpoint } from "../per_endpoint.ts";

/** The parameters that are flags of how a session went, as its fields of the same names are. */
const outcomeFlags = perEndpoint(({ fields }) =>
  new Set(fields.flatMap(({ path, outcome }) => outcome ? [path] : []))
);

/**
 * Names the filters that pick sessions by how they went: the flags, either way, and the dimensions
 * of errors. A rate over sessions so picked says nothing about all sessions.
 */
export function outcomeFilters({ parameters, dimensions }: Filters, endpoint: Endpoint): string[] {
  const flags = outcomeFlags(endpoint);
  return [
    ...Object.keys(parameters).filter((name) => flags.has(name)),
    ...Object.keys(dimensions).filter((name) => dimensionFact(name, endpoint)?.outcome),
  ];
}
