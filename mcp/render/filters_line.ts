import type { CheckedQuery } from "../../src/mod.ts";
import { queryFilters, toolArguments } from "../../src/view/mod.ts";
import { Line } from "./line.ts";

/**
 * Filters as arguments of a tool; flags alone are words of the spec.
 *
 * @param maxLength Longest list of filters: the caller knows them.
 */
export function filtersLine(filters: CheckedQuery["filters"], maxLength: number): Line {
  const written = toolArguments(queryFilters(filters));
  const values = Object.values(written);
  if (values.length === 0) return Line.own("none");
  const text = JSON.stringify(written);
  return values.every((value) => typeof value === "boolean")
    ? Line.own(text)
    : Line.quote(text, maxLength);
}
