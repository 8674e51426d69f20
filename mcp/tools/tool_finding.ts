import type { QueryFinding } from "../../src/mod.ts";

/**
 * Rewrites a finding for a caller of a tool, where `dimensions: { cdn: ["A"] }` is
 * `"filters": [{"dimension": "cdn", "values": ["A"]}]`.
 */
export function toolFinding(finding: QueryFinding): QueryFinding {
  const { correction, example, allowed } = finding;
  return {
    ...finding,
    parameter: finding.parameter.replace(/^dimensions(\.|$)/, "filters$1"),
    allowed: allowed.replace("one that accountDimensions names", "one of the account's own")
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
      tags: pairs(tags).map(([name, value]) => ({ name, value })),
    }),
  };
}

function pairs(map: unknown): [string, unknown][] {
  return Object.entries(map as Record<string, unknown>);
}
