import type { CheckedQuery, Filters } from "../query/check/checked_query.ts";
import { finding } from "../query/finding/finding.ts";
import { queryError } from "../query/finding/script_dialect.ts";
import type { SessionsQuery, TimeInput } from "../query/sessions_query.ts";
import { formatDuration, parseDuration } from "../query/time/duration.ts";
import { formatTime } from "../query/time/format_time.ts";
import type { TimeWindow } from "../query/time/time_window.ts";
import { HOUR_MS } from "../query/time/units.ts";
import { filtersQuery, NO_FILTERS } from "./filters_query.ts";
import type { TableSource } from "./table_source.ts";

/** What sessions are compared with: one of these at most. */
export interface CompareWith {
  /** The same range so much earlier: a duration such as `1d`, `1w` or `90m`. Default `1d`. */
  readonly to?: string;
  /** Another range. */
  readonly baseline?: { readonly start: TimeInput; readonly end: TimeInput };
  /** The same range with other filters: those of the same name are replaced. */
  readonly versus?: Omit<SessionsQuery<string>, "last" | "start" | "end" | "limit">;
}

const DEFAULT_EARLIER = "1d";

/**
 * What a query is compared with.
 *
 * @throws QueryError if it is wrong, or lies further back than the source reaches.
 */
export function comparedQuery(
  source: TableSource,
  current: CheckedQuery,
  { to, baseline, versus }: CompareWith,
): CheckedQuery {
  const given = Object.entries({ to, baseline, versus }).filter(([, value]) => value !== undefined);
  if (given.length > 1) {
    throw queryError([
      finding(given[1]![0], { absent: given.map(([name]) => name).join(", ") }, {
        problem: "sessions are compared with one thing at a time",
        allowed: "an earlier range, another range, or other filters",
      }),
    ]);
  }
  if (versus) {
    const query = { ...filtersQuery(current.range, NO_FILTERS), ...versus };
    return current.with({ filters: replaced(current.filters, source.check(query).filters) });
  }
  const range = baseline
    ? rangeWithinReach(source, baseline)
    : earlierRange(source, current.range, to ?? DEFAULT_EARLIER);
  return current.with({ range });
}

/** Filters, those of the same name replaced by others. */
function replaced(filters: Filters, others: Filters): Filters {
  return {
    parameters: { ...filters.parameters, ...others.parameters },
    tags: { ...filters.tags, ...others.tags },
    dimensions: { ...filters.dimensions, ...others.dimensions },
  };
}

/**
 * A range that is given as another than that of the query.
 *
 * @throws QueryError if it is none, or lies further back than the source reaches.
 */
export function rangeWithinReach(
  source: TableSource,
  given: NonNullable<CompareWith["baseline"]>,
): TimeWindow {
  const { range } = source.check({ start: given.start, end: given.end });
  const oldestMs = source.oldestMs();
  if (range.startMs >= oldestMs) return range;
  const startMs = (Math.floor(oldestMs / HOUR_MS) + 1) * HOUR_MS;
  throw queryError([
    finding("baseline", { value: formatTime(range.startMs) }, {
      problem: "the API does not reach back so far",
      allowed: `a start after ${formatTime(oldestMs)}`,
      correction: {
        baseline: {
          start: formatTime(startMs),
          end: formatTime(Math.max(range.endMs, startMs + HOUR_MS)),
        },
      },
    }),
  ]);
}

function earlierRange(source: TableSource, range: TimeWindow, to: string): TimeWindow {
  const earlierMs = parseDuration(to);
  if (!earlierMs) {
    throw queryError([
      finding("to", { value: to }, {
        problem: "this does not say how much earlier",
        allowed: "a duration such as 90m, 1d or 1w",
        correction: { to: DEFAULT_EARLIER },
      }),
    ]);
  }
  const farthestMs = Math.floor((range.startMs - source.oldestMs()) / HOUR_MS) * HOUR_MS;
  if (earlierMs > farthestMs) {
    throw queryError([
      finding("to", { value: to }, {
        problem: "the API does not reach back so far",
        ...farthestMs > 0
          ? {
            allowed: `up to ${formatDuration(farthestMs)} before this range`,
            correction: { to: formatDuration(farthestMs) },
          }
          : { allowed: "a range that is not as old" },
      }),
    ]);
  }
  return { startMs: range.startMs - earlierMs, endMs: range.endMs - earlierMs };
}
