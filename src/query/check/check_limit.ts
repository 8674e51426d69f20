import type { CheckQueryOptions } from "./check_options.ts";
import { meantLimit, only } from "../finding/correction.ts";
import type { Report } from "../finding/finding.ts";

/**
 * Checks how many sessions a query wants: as many as one response may hold, or any number where the
 * range is asked for in several requests.
 */
export function checkLimit(
  name: string,
  value: unknown,
  { requests, endpoint }: CheckQueryOptions,
  report: Report,
): number | undefined {
  const { minSessions, maxSessions } = endpoint.limits;
  const max = requests === "one" ? maxSessions : Number.MAX_SAFE_INTEGER;
  if (Number.isSafeInteger(value) && (value as number) >= minSessions && (value as number) <= max) {
    return value as number;
  }
  const meant = meantLimit(value, endpoint);
  report(name, { value }, {
    problem: typeof value !== "number"
      ? "the limit must be a number"
      : !Number.isInteger(value)
      ? "the limit must be an integer"
      : "the limit is out of bounds",
    allowed: requests === "one"
      ? `an integer from ${minSessions} to ${maxSessions}`
      : `an integer from ${minSessions} up`,
    // More than a response can hold: as many as it can.
    correction: only(name, meant === undefined ? undefined : Math.min(meant, max)),
    ...isAll(value) && { wayOut: "all_sessions" as const },
  });
  return undefined;
}

/** Whether somebody means all sessions by a limit. */
function isAll(value: unknown): boolean {
  return value === 0 || value === -1 || value === Infinity || value === null ||
    (typeof value === "string" &&
      /^(?:0|-1|all|none|no|max|any|unlimited|infinity|inf|∞|\*)$/i.test(value.trim()));
}
