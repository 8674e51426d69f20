import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { QueryError } from "../../src/mod.ts";
import { mistyped } from "../../src/query/name/closest.ts";
import { checkQuery, closest, meantName } from "../../src/view/mod.ts";

const OPTIONS = {
  endpoint: CONTENT,
  nowMs: Date.parse("2026-11-22T12:00:00Z"),
  requests: "many",
} as const;
const members = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`unknown_${index}`, "x"]));

Deno.test("checkQuery() refuses more filters than any request may have in one line, with their number", () => {
  const wrong = [
    { last: "1h", ...members(100_000) },
    { last: "1h", tags: members(100_000) },
    { last: "1h", dimensions: members(100_000) },
    { last: "1h", dimensions: { cdn: Object.keys(members(100_000)) } },
  ];
  for (const query of wrong) {
    const error = assertThrows(() => checkQuery(query as never, OPTIONS), QueryError);
    assertEquals(error.findings.length, 1);
    assertStringIncludes(error.message, "received 10000");
    assertStringIncludes(error.message, "allowed is at most");
  }
  const most = { cdn: Object.keys(members(CONTENT.limits.accountRate.maxCost)) };
  const { filters } = checkQuery({ last: "1h", dimensions: most }, OPTIONS);
  assertEquals(filters.dimensions.cdn?.length, CONTENT.limits.accountRate.maxCost);
});

Deno.test("nothing is meant by a name of a megabyte", () => {
  const long = "device_os".repeat(100_000);
  for (const meantBy of [closest, mistyped]) {
    assertEquals(meantBy(long, [long, "device_os"]), undefined);
  }
  assertEquals(meantName(long, CONTENT, [long, "device_os"]), undefined);
});
