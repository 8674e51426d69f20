import type { Filters } from "../query/check/checked_query.ts";
import type { SessionsQuery } from "../query/sessions_query.ts";
import { formatTime } from "../query/time/format_time.ts";
import type { TimeWindow } from "../query/time/time_window.ts";

/** All sessions match these. */
export const NO_FILTERS: Filters = { parameters: {}, tags: {}, dimensions: {} };

/** The query for the sessions of a window that match filters. */
export function filtersQuery(
  { startMs, endMs }: TimeWindow,
  filters: Filters,
): SessionsQuery<string> {
  return { start: formatTime(startMs), end: formatTime(endMs), ...queryFilters(filters) };
}

/** Filters as they stand in a query: without maps that are empty. */
export function queryFilters(
  { parameters, tags, dimensions }: Filters,
): Omit<SessionsQuery<string>, "last" | "start" | "end" | "limit"> {
  return {
    ...parameters,
    ...Object.keys(tags).length > 0 && { tags },
    ...Object.keys(dimensions).length > 0 && { dimensions },
  };
}
