import type { Endpoint } from "../../../gen/endpoint.ts";
import type { Report } from "../finding/finding.ts";

/** More than there are parameters or dimensions; a query with more is a mistake in the program. */
const MAX_NAMES = 100;

/** Members of a query that are counted before they are looked at. */
export type Counted = "parameters" | "tags" | "names" | "values";

/**
 * Whether there are so few members that each can be checked, and what was meant by it looked for.
 * Reports if there are not.
 */
export function checkSize(
  parameter: string,
  members: readonly unknown[],
  what: Counted,
  { limits }: Endpoint,
  report: Report,
): boolean {
  // Each filter costs 1, so that a request with more of them than this can never be sent.
  const max = what === "parameters" || what === "names" ? MAX_NAMES : limits.accountRate.maxCost;
  if (members.length <= max) return true;
  report(parameter, { absent: `${members.length} ${what}` }, {
    problem: `there are more ${what} than one request can have`,
    allowed: `at most ${max} ${what}`,
  });
  return false;
}
