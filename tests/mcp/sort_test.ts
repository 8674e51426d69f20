import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { coverageLines } from "../../mcp/render/coverage_text.ts";
import { readSort } from "../../mcp/tools/arguments/sort.ts";
import { CONTENT, type Session } from "../../src/mod.ts";
import { decodePage } from "../../src/session/decode/decode_page.ts";
import { coverageWith } from "../support/coverage.ts";

const sessions: Session[] = decodePage(
  JSON.stringify([
    { session_id: "never", video_start_time_ms: -1 },
    { session_id: "slow", video_start_time_ms: 900 },
    { session_id: "none" },
    { session_id: "odd", video_start_time_ms: "soon" },
    { session_id: "quick", video_start_time_ms: 0 },
    { session_id: "null", video_start_time_ms: null },
  ]),
  CONTENT,
).sessions;

const sorted = (order: string) =>
  sessions.toSorted(readSort(order, CONTENT).compare).map(({ session_id }) => session_id);

Deno.test("sessions whose value is not known come last in both directions", () => {
  const unknown = ["never", "none", "null", "odd"];
  assertEquals(sorted("video_start_time_ms"), ["quick", "slow", ...unknown]);
  assertEquals(sorted("-video_start_time_ms"), ["slow", "quick", ...unknown]);
});

Deno.test("an answer says which times were converted, and what was noticed", () => {
  const text = coverageLines(coverageWith({
    sessions: 20,
    unknownValues: { video_start_time_ms: 3 },
    correctedUnits: { session_start_timestamp_ms: 20 },
    notices: [{ kind: "units", subject: "x", message: "they may be kilobits" }],
  })).map(({ text }) => text).join("\n");
  assertStringIncludes(text, "complete (1 window, 1 request)\n20 times came in another unit");
  assertStringIncludes(text, "they may be kilobits");
  assert(!text.includes("video_start_time_ms"), "a value that is not known is no news");
});
