import type { Endpoint } from "../../../gen/endpoint.ts";
import type { Where } from "../../analysis/diagnosis/mod.ts";
import type { Filters } from "../../query/check/checked_query.ts";
import type { SessionsQuery } from "../../query/sessions_query.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import { filtersQuery } from "../filters_query.ts";
import { outcomeFilter, type ProblemRule } from "./problem.ts";

/**
 * The query for the bad sessions of a group; where no filter tells them from good ones, for all
 * sessions of the group.
 */
export function causeQuery(
  rule: ProblemRule,
  where: Where,
  { range, filters, endpoint }: { range: TimeWindow; filters: Filters; endpoint: Endpoint },
): SessionsQuery<string> {
  const flag = outcomeFilter(rule, endpoint);
  const isDimension = (name: string) =>
    Object.hasOwn(endpoint.dimensions, name) || Object.hasOwn(filters.dimensions, name);
  const entries = Object.entries(where);
  return filtersQuery(range, {
    parameters: { ...filters.parameters, ...flag !== undefined && { [flag]: true } },
    tags: {
      ...filters.tags,
      ...Object.fromEntries(entries.filter(([name]) => !isDimension(name))),
    },
    dimensions: {
      ...filters.dimensions,
      ...Object.fromEntries(
        entries.filter(([name]) => isDimension(name)).map(([name, value]) => [name, [value]]),
      ),
    },
  });
}
