import { QueryError } from "../errors/query_error.ts";
import type { Filters } from "./checked_query.ts";

/**
 * What a request with these filters costs of the rate limit: the number of its filters, at least 1.
 * Each value of a dimension counts, since each is a parameter on the wire.
 *
 * Source: the API's documentation equates 500 requests with one filter and 100 with five; that the
 * cost grows in proportion is our reading of that example.
 */
export function filterCost({ parameters, tags, dimensions }: Filters): number {
  const values = Object.values(dimensions).reduce((sum, values) => sum + values.length, 0);
  return Math.max(1, Object.keys(parameters).length + Object.keys(tags).length + values);
}

/** The error about filters that cost more than may be spent on one request. */
export function costError(
  filters: Filters,
  { cost, maxCost }: { readonly cost: number; readonly maxCost: number },
): QueryError {
  const parts = {
    tags: filterCost({ parameters: {}, dimensions: {}, tags: filters.tags }),
    dimensions: filterCost({ parameters: {}, tags: {}, dimensions: filters.dimensions }),
  };
  return QueryError.of([{
    parameter: parts.tags > parts.dimensions ? "tags" : "dimensions",
    received: `filters that cost ${cost}`,
    problem: "a request with these filters costs more of the rate limit than one request may",
    allowed: `a cost of at most ${maxCost}, where each value of a dimension, each tag and each ` +
      "other filter costs 1",
  }]);
}
