import type { FailureDialect } from "../client/failure_words.ts";
import type { Correction } from "../errors.ts";
import { type Dialect, TIMES_IN_ONE_FORMAT } from "../query/finding/finding_words.ts";
import type { CoverageDialect } from "./coverage_sentences.ts";
import type { SampleDialect } from "./sample_sentences.ts";
import type { SuggestionDialect } from "./unmatched_filters.ts";

/**
 * How a caller of a tool says it, where `dimensions: { cdn: ["A"] }` is
 * `"filters": [{"dimension": "cdn", "values": ["A"]}]`.
 */
export const TOOL_DIALECT: Dialect = {
  parameter: toolParameter,
  query: (correction) => JSON.stringify(toolArguments(correction)).slice(1, -1),
  times: {
    any: "ISO 8601 with an offset or Z, now, now-2h, 2h ago, today or yesterday, or Unix " +
      "milliseconds",
    ...TIMES_IN_ONE_FORMAT,
  },
  range: "last, or start with an optional end",
  dimension: "a dimension of the catalogue, or one of the account's own",
  waysOut: {
    filter_locally:
      "search without this filter and leave out rows yourself, or give the values that " +
      "are wanted: list_session_dimensions shows those seen lately",
    time_zone:
      "name the zone in time_zone, such as Europe/Berlin, or write an offset such as +01:00; " +
      "Z only if UTC is meant",
    windows: "a longer range is asked for in parts",
    all_sessions: "go on from answer to answer by the cursor",
    dimensions: "list_session_dimensions shows what there is",
    one_call_each: "make one call for each value",
    rate_of_all: "leave this filter out: the failures of all sessions are metrics",
  },
};

/** How a tool says what went wrong: who calls it has set nothing up, and hears otherwise when to retry. */
export const TOOL_FAILURES: FailureDialect = {
  keyPair: "CONVIVA_CLIENT_ID and CONVIVA_CLIENT_SECRET",
  baseUrl: "CONVIVA_BASE_URL",
  withoutKeyPair: "the operator of this server must set one, or start it with --sandbox",
  diagnosis: "run `conviva-sessions doctor`, which finds out what is in the way",
  operator: (act) => `the operator of this server must ${act}`,
};

/** How a tool says what is missing: in few words, since they are paid for. */
export const TOOL_COVERAGE: CoverageDialect = {
  named: { gaps: 3, fields: 3 },
  allGaps: "a shorter range names them",
};

/** How a tool says what a sample is: a model readily computes a rate from the rows that it sees. */
export const TOOL_SAMPLE: SampleDialect = {
  rateOfPicked: "from the counts with and without this filter",
  rate: "Divide counts (count: true, limit: 1) with and without a flag, of a range that ended " +
    "hours ago",
};

/** How a tool writes a filter that was meant: an argument that is given anew would need the others. */
export const TOOL_SUGGESTIONS: SuggestionDialect = {
  suggestion: ({ lacks, name, value }) => ({
    kind: "quote",
    text: lacks === "name" ? name : value,
  }),
};

/** Writes part of a query as arguments of a tool. */
export function toolArguments(
  { tags, dimensions, ...rest }: Correction,
): Record<string, unknown> {
  return {
    ...Object.fromEntries(
      Object.entries(rest).map(([name, value]) => [toolParameter(name), value]),
    ),
    ...(dimensions !== undefined && {
      filters: pairs(dimensions).map(([dimension, values]) => ({
        dimension,
        values: [values].flat(),
      })),
    }),
    ...(tags !== undefined && {
      tags: Array.isArray(tags) ? tags : pairs(tags).map(([name, value]) => ({ name, value })),
    }),
  };
}

/** What is called otherwise in the library. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  columns: "fields",
  everyMs: "every",
  timeZone: "time_zone",
  to: "baseline",
};

function toolParameter(name: string): string {
  if (Object.hasOwn(ARGUMENTS, name)) return ARGUMENTS[name]!;
  const [map, ...rest] = name.split(".");
  return map === "dimensions" ? ["filters", ...rest].join(".") : name;
}

function pairs(map: unknown): [string, unknown][] {
  return Object.entries(map as Record<string, unknown>);
}
