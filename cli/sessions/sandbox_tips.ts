import type { CheckedQuery } from "../../src/mod.ts";
import { shellSyntax } from "../../src/view/mod.ts";
import type { ExampleFilters } from "../api/asked_endpoint.ts";

/** Tells a newcomer what to try next with the simulated API. */
export async function sandboxTips(
  { filters }: CheckedQuery,
  { flag }: Pick<ExampleFilters, "flag">,
  nowMs: number,
): Promise<string[]> {
  const { defaultIncidents } = await import("../../sandbox/mod.ts");
  const [incident] = defaultIncidents(nowMs);
  const hasFailures = Object.entries(filters.parameters)
    .some(([name, value]) => shellSyntax({ [name]: value }) === flag);
  return [
    "",
    hasFailures
      ? "These sessions are simulated. What most of them have in common:"
      : "These sessions are simulated, and something is wrong among them. To see it:",
    `  deno task search --sandbox ${
      hasFailures ? shellSyntax({ dimensions: incident!.where }) : flag
    }`,
    "With an API key in CONVIVA_CLIENT_ID and CONVIVA_CLIENT_SECRET, leave --sandbox out",
  ];
}
