import { assertEquals } from "@std/assert";
import { nextStepLines } from "../../../cli/explain/next_step_lines.ts";
import { CONTENT } from "../../../gen/endpoints.ts";
import type { NextStep } from "../../../src/view/mod.ts";

const OPTIONS = { format: "table" } as const;
const QUERY = { start: "2026-11-22T18:00:00Z", end: "2026-11-22T20:00:00Z" };
const search = (dimensions: Record<string, string[]>): NextStep => ({
  reason: "sessions_behind",
  ask: "search",
  query: { ...QUERY, dimensions },
});

Deno.test("a step is a command of the shell, under what it is for, which is said once", () => {
  const steps = [search({ cdn: ["Polar Edge"] }), search({ isp: ["O'Neil"] })];
  assertEquals(nextStepLines(steps, OPTIONS, CONTENT, {}), [
    "The sessions behind it:",
    "  conviva-sessions search --start 2026-11-22T18:00:00Z --end 2026-11-22T20:00:00Z " +
    "--filter 'cdn=Polar Edge'",
    "  conviva-sessions search --start 2026-11-22T18:00:00Z --end 2026-11-22T20:00:00Z " +
    "--filter 'isp=O'\\''Neil'",
  ]);
});

Deno.test("the same question anew keeps its options, and names another baseline", () => {
  const step: NextStep = {
    reason: "day_before",
    ask: "diagnose",
    query: QUERY,
    baseline: { start: "2026-11-21T18:00:00Z", end: "2026-11-21T20:00:00Z" },
  };
  assertEquals(
    nextStepLines([step], OPTIONS, CONTENT, { metrics: ["vsf", "vpf"] })[1],
    [
      "  conviva-sessions diagnose",
      "--start 2026-11-22T18:00:00Z --end 2026-11-22T20:00:00Z",
      "--baseline-start 2026-11-21T18:00:00Z --baseline-end 2026-11-21T20:00:00Z",
      "--metric vsf,vpf",
    ].join(" "),
  );
});

Deno.test("what would mean something else when it is typed is not suggested", () => {
  assertEquals(nextStepLines([search({ cdn: ["A\u202eB"] })], OPTIONS, CONTENT, {}), []);
});
