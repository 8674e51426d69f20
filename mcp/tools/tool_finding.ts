import type { QueryFinding, WayOut } from "../../src/mod.ts";

/** The ways to what was meant, for a caller of a tool. */
const WAYS: Readonly<Record<WayOut, string>> = {
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
};

/** What to do where no correction says what was meant. */
export function toolWayOut({ wayOut }: QueryFinding): string | undefined {
  return wayOut && WAYS[wayOut];
}

/**
 * Rewrites a finding for a caller of a tool, where `dimensions: { cdn: ["A"] }` is
 * `"filters": [{"dimension": "cdn", "values": ["A"]}]`.
 */
export function toolFinding(finding: QueryFinding): QueryFinding {
  const { correction, example, allowed } = finding;
  return {
    ...finding,
    parameter: finding.parameter.replace(/^dimensions(\.|$)/, "filters$1"),
    allowed: allowed?.replace("one that accountDimensions names", "one of the account's own")
      .replace("a Date, ", ""),
    example: correction ? JSON.stringify(toolSyntax(correction)).slice(1, -1) : example,
  };
}

/** Writes part of a query as arguments of a tool. */
export function toolSyntax(
  { tags, dimensions, ...rest }: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return {
    ...rest,
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

function pairs(map: unknown): [string, unknown][] {
  return Object.entries(map as Record<string, unknown>);
}
