import type { RateFact } from "../../gen/endpoint.ts";
import type { QueryError } from "../errors.ts";
import type { Filters } from "./check/checked_query.ts";
import { queryError } from "./finding/script_dialect.ts";

/**
 * What a request with these filters costs of a rate limit: 1, or the number of its filters, at least 1.
 * Each value of a dimension counts, since each is a parameter on the wire.
 *
 * Source: the API's documentation equates 500 requests with one filter and 100 with five; that the
 * cost grows in proportion is our reading of that example.
 */
export function requestCost(
  { parameters, tags, dimensions }: Filters,
  { cost }: RateFact,
): number {
  return cost === "request"
    ? 1
    : Math.max(1, Object.keys(parameters).length + Object.keys(tags).length + values(dimensions));
}

function values(dimensions: Filters["dimensions"]): number {
  return Object.values(dimensions).reduce((sum, values) => sum + values.length, 0);
}

/** The error about filters that cost more than may be spent on one request. */
export function costError(
  filters: Filters,
  { cost, maxCost }: { readonly cost: number; readonly maxCost: number },
): QueryError {
  const hasMoreTags = Object.keys(filters.tags).length > values(filters.dimensions);
  return queryError([{
    parameter: hasMoreTags ? "tags" : "dimensions",
    received: `filters that cost ${cost}`,
    problem: "a request with these filters costs more of the rate limit than one request may",
    allowed: `a cost of at most ${maxCost}, where each value of a dimension, each tag and each ` +
      "other filter costs 1",
  }]);
}
