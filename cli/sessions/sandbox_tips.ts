import type { CheckedQuery, ContentParameter } from "../../src/mod.ts";
import { shellSyntax } from "../../src/view/mod.ts";

const FAILED: ContentParameter = "is_video_start_failure";

/** Tells a newcomer what to try next with the simulated API. */
export async function sandboxTips({ filters }: CheckedQuery, nowMs: number): Promise<string[]> {
  const { defaultIncidents } = await import("../../sandbox/mod.ts");
  const [incident] = defaultIncidents(nowMs);
  const hasFailures = filters.parameters[FAILED] === true;
  const next = hasFailures ? { dimensions: incident!.where } : { [FAILED]: true };
  return [
    "",
    hasFailures
      ? "These sessions are simulated. What most of them have in common:"
      : "These sessions are simulated, and something is wrong among them. To see it:",
    `  deno task search --sandbox ${shellSyntax(next)}`,
    "With an API key in CONVIVA_CLIENT_ID and CONVIVA_CLIENT_SECRET, leave --sandbox out",
  ];
}
