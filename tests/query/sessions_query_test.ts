import { CONTENT } from "../../gen/endpoints.ts";
import { assertEquals } from "@std/assert";
import { checkQuery } from "../../src/query/check/check_query.ts";
import type { SessionsQuery } from "../../src/query/sessions_query.ts";

Deno.test("SessionsQuery takes at compile time what the spec has, and refuses the rest", () => {
  const right: SessionsQuery[] = [
    { last: "1h", is_video_start_failure: true, limit: 200 },
    { start: new Date(0), end: 5, tags: { plan: "premium" } },
    { start_epoch_ms: 5, dimensions: { device_os: ["Android"], cdn: "A" } },
  ];
  const wrong: SessionsQuery[] = [
    // @ts-expect-error There is no such parameter.
    { last: "1h", is_video_stop_failure: true },
    // @ts-expect-error There is no such dimension.
    { last: "1h", dimensions: { device_so: "Android" } },
    // @ts-expect-error A flag is no text.
    { last: "1h", is_video_start_failure: "true" },
    // @ts-expect-error A tag goes under `tags`.
    { last: "1h", tag_plan: "premium" },
    // @ts-expect-error A tag has one value.
    { last: "1h", tags: { plan: ["a", "b"] } },
  ];
  assertEquals([right.length, wrong.length], [3, 5]);
});

Deno.test("SessionsQuery takes an account's own dimensions that its type parameter names", () => {
  const query: SessionsQuery<"region_code"> = {
    last: "1h",
    dimensions: { region_code: "7", device_os: "Android" },
  };
  // @ts-expect-error It names this one, and no other.
  const other: SessionsQuery<"region_code"> = { last: "1h", dimensions: { region: "7" } };
  const options = {
    endpoint: CONTENT,
    nowMs: 1e12,
    requests: "many",
    accountDimensions: ["region_code", "region"],
  } as const;
  assertEquals(checkQuery(query, options).filters.dimensions, {
    region_code: ["7"],
    device_os: ["Android"],
  });
  assertEquals(checkQuery(other, options).filters.dimensions, { region: ["7"] });
});
