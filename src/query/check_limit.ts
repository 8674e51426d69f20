import { LIMITS } from "../../gen/facts.ts";
import type { CheckQueryOptions } from "./check_options.ts";
import type { Report } from "./finding.ts";

/**
 * Checks how many sessions a query wants: as many as one response may hold, or any number where the
 * range is asked for in several requests.
 */
export function checkLimit(
  value: unknown,
  { window }: CheckQueryOptions,
  report: Report,
): number | undefined {
  const { minSessions, maxSessions } = LIMITS;
  const max = window === "single" ? maxSessions : Number.MAX_SAFE_INTEGER;
  if (Number.isSafeInteger(value) && (value as number) >= minSessions && (value as number) <= max) {
    return value as number;
  }
  const wanted = typeof value === "number" || typeof value === "string" ? Math.round(+value) : NaN;
  const nearest = Math.min(Math.max(wanted, minSessions), max);
  report("limit", { value }, {
    problem: typeof value !== "number"
      ? "the limit must be a number"
      : !Number.isInteger(value)
      ? "the limit must be an integer"
      : "the limit is out of bounds",
    allowed: window === "single"
      ? `an integer from ${minSessions} to ${maxSessions}`
      : `an integer from ${minSessions} up`,
    correction: { limit: Number.isSafeInteger(nearest) ? nearest : LIMITS.defaultSessions },
  });
  return undefined;
}
