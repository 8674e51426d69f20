import type { Endpoint } from "../../../gen/endpoint.ts";
import { formatDuration } from "../../query/time/duration.ts";
import { formatWindow } from "../../query/time/format_time.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import type { Coverage, CoverageGap } from "./coverage.ts";
import { tooOldGap } from "./gaps.ts";

/** Says how far the API reaches, and which part of a range it cuts off. */
export function cutOffText(cutOff: TimeWindow, { limits }: Endpoint): string {
  const cutMs = Math.max(1000, Math.round((cutOff.endMs - cutOff.startMs) / 1000) * 1000);
  return `Only the last ${formatDuration(limits.maxAgeMs)} can be reached: ${
    formatDuration(cutMs)
  } of the range is cut off, ${formatWindow(cutOff)}`;
}

/**
 * The coverage of a query with the part of its range that is out of reach named as a gap, also where
 * a limit ended the collection before it came to that part.
 *
 * @param cutOff As `checkQuery()` found it; without one the coverage stays as it is.
 */
export function withCutOff(
  coverage: Coverage,
  cutOff: TimeWindow | undefined,
  { limits }: Endpoint,
): Coverage {
  if (!cutOff) return coverage;
  // The query may have been checked twice, and time goes on between.
  const isOfIt = ({ reason, startMs, endMs }: CoverageGap) =>
    reason === "too_old" && startMs <= cutOff.endMs && endMs >= cutOff.startMs;
  const named = coverage.gaps.filter(isOfIt);
  const gap: CoverageGap = {
    startMs: Math.min(cutOff.startMs, ...named.map(({ startMs }) => startMs)),
    endMs: Math.max(cutOff.endMs, ...named.map(({ endMs }) => endMs)),
    ...tooOldGap(limits.maxAgeMs),
  };
  const others = coverage.gaps.filter((other) => !isOfIt(other));
  return { ...coverage, complete: false, gaps: [gap, ...others] };
}
