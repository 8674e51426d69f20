import type { RateFact } from "../../gen/endpoint.ts";
import type { Filters } from "./checked_query.ts";

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
  if (cost === "request") return 1;
  const values = Object.values(dimensions).reduce((sum, values) => sum + values.length, 0);
  return Math.max(1, Object.keys(parameters).length + Object.keys(tags).length + values);
}
