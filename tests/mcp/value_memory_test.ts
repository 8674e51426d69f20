import { assertEquals } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { createValueMemory } from "../../mcp/value_memory.ts";

Deno.test("values are counted once for a session that comes again, most frequent first", () => {
  const seen = createValueMemory((session) => session, CONTENT);
  const sessions = ["A", "B", "B"].map((cdn) => ({ network_info: { cdn } }));
  seen.record(sessions);
  seen.record(sessions);
  assertEquals(seen.of("cdn"), [{ value: "B", sessions: 2 }, { value: "A", sessions: 1 }]);
  assertEquals(seen.of("isp"), []);
});

Deno.test("what was seen long ago is given up, and a large page leaves room for others", () => {
  const seen = createValueMemory((session) => session, CONTENT);
  const page = (name: string, size: number) =>
    Array.from({ length: size }, (_, index) => ({ asset: `${name} ${index}` }));
  seen.record(page("old", 1));
  for (const name of ["a", "b", "c", "d"]) seen.record(page(name, 1500));
  const names = seen.of("asset").map(({ value }) => value.split(" ")[0]!);
  assertEquals([names.includes("old"), names.includes("b"), names.includes("d")], [
    false,
    true,
    true,
  ]);
  assertEquals(names.length <= 600, true);
});
