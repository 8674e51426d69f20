import type { Endpoint } from "../../../gen/endpoint.ts";
import type { Filters } from "../../query/check/checked_query.ts";
import { finding } from "../../query/finding/finding.ts";
import { outcomeFilters } from "../../query/filter/outcome_filters.ts";
import { queryError } from "../../query/finding/script_dialect.ts";
import type { Coverage } from "../../session/coverage/coverage.ts";

/** What was asked for to get the sessions of a table, and what came: how its figures were made. */
export interface Pull {
  /** What the sessions match. */
  readonly filters: Filters;
  /** The range that was asked for, what came back of it, and what did not. */
  readonly coverage: Coverage;
}

/**
 * Refuses a pull that picked sessions by how they went: a rate over those says nothing, since nothing
 * tells how many there were beside them.
 *
 * @throws QueryError with each such filter.
 */
export function refuseOutcomeFilters(
  { filters }: Pick<Pull, "filters">,
  endpoint: Endpoint,
): void {
  const findings = outcomeFilters(filters, endpoint).map((name) => {
    const isDimension = Object.hasOwn(filters.dimensions, name);
    const value = isDimension ? filters.dimensions[name] : filters.parameters[name];
    return finding(isDimension ? `dimensions.${name}` : name, { value }, {
      problem: "it picks sessions by how they went, and a rate of those says nothing about all",
      allowed: "filters that do not pick by an outcome",
      wayOut: "rate_of_all",
    });
  });
  if (findings.length > 0) throw queryError(findings);
}
