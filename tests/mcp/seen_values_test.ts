import { assertEquals } from "@std/assert";
import { createSeenValues } from "../../mcp/seen_values.ts";

Deno.test("values are counted once for a session that comes again, most frequent first", () => {
  const seen = createSeenValues(["cdn"], (session) => session);
  const sessions = ["A", "B", "B"].map((cdn) => ({ network_info: { cdn } }));
  seen.record(sessions);
  seen.record(sessions);
  assertEquals(seen.of("cdn"), [{ value: "B", sessions: 2 }, { value: "A", sessions: 1 }]);
  assertEquals(seen.of("isp"), []);
});

Deno.test("a dimension with a value for every session does not grow for ever", () => {
  const seen = createSeenValues(["asset"], (session) => session);
  for (let index = 0; index < 2000; index++) seen.record([{ asset: `asset ${index}` }]);
  assertEquals(seen.of("asset").length, 500);
  assertEquals(seen.of("asset").some(({ value }) => value === "asset 1999"), true);
});
