import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { API, CONTENT } from "../../gen/endpoints.ts";
import { createSandbox, type SandboxOptions } from "../../sandbox/mod.ts";
import { askSandbox, askSessions, NOW_MS, type WireQuery } from "../support/ask_sandbox.ts";

const HOUR_MS = 3_600_000;
const hour = { start_epoch_ms: NOW_MS - HOUR_MS, end_epoch_ms: NOW_MS };
const sandbox = createSandbox({ now: () => NOW_MS, rateLimits: false });

async function refusal(query: WireQuery): Promise<string> {
  const response = await askSandbox(sandbox, query);
  assertEquals(response.status, 400, JSON.stringify(query));
  return (await response.json()).message;
}

Deno.test("the sandbox answers 401 with the observed body to a wrong key and to none", async () => {
  for (const authorization of [undefined, "Basic xyz", `Basic ${btoa("sandbox:wrong")}`]) {
    const response = await sandbox.handler(
      new Request(`${sandbox.url}${CONTENT.path}`, {
        headers: authorization ? { authorization } : {},
      }),
    );
    assertEquals(response.status, 401);
    assertEquals(await response.text(), `{"message":"Unauthorized"}`);
  }
});

Deno.test("the sandbox answers 404 at any other path and 405 to other methods", async () => {
  assertEquals((await askSandbox(sandbox, hour, { path: "/sessions" })).status, 404);
  assertEquals((await askSandbox(sandbox, hour, { path: "/sessions/content/" })).status, 404);
  const post = new Request(`${sandbox.url}${CONTENT.path}`, { method: "POST" });
  assertEquals((await sandbox.handler(post)).status, 405);
});

Deno.test("the sandbox refuses a request without a time range or with half of one", async () => {
  assertStringIncludes(await refusal({}), "mandatory");
  assertStringIncludes(await refusal({ start_epoch_ms: hour.start_epoch_ms }), "end is missing");
  assertStringIncludes(await refusal({ end_epoch_ms: NOW_MS }), "start is missing");
});

Deno.test("the sandbox reads each of the time formats, and refuses two at once", async () => {
  const [startMs, endMs] = [NOW_MS - HOUR_MS, NOW_MS];
  const ranges: WireQuery[] = [
    { start_epoch_ms: startMs, end_epoch_ms: endMs },
    { start_epoch: startMs / 1000, end_epoch: endMs / 1000 },
    { start_date: new Date(startMs).toISOString(), end_date: new Date(endMs).toISOString() },
    { start_date: "2026-11-22T23:30:00+01:00", end_date: "2026-11-22T18:30:00-05:00" },
  ];
  const answers = await Promise.all(ranges.map((query) => askSessions(sandbox, query)));
  assertEquals(answers[0]!.length, CONTENT.limits.defaultSessions);
  for (const answer of answers.slice(1)) assertEquals(answer, answers[0]);
  assertStringIncludes(
    await refusal({ start_epoch: startMs / 1000, end_epoch_ms: endMs }),
    "one format",
  );
});

Deno.test("the sandbox refuses times that are none, and ranges against the rules", async () => {
  const range = (startMs: number, endMs: number) =>
    refusal({ start_epoch_ms: startMs, end_epoch_ms: endMs });
  assertStringIncludes(
    await refusal({ start_date: "2026-11-22T10:00:00", end_date: "yesterday" }),
    "'start_date' must be an ISO 8601 date-time with an offset",
  );
  assertStringIncludes(await refusal({ ...hour, start_epoch_ms: "1e12" }), "must be a number");
  assertStringIncludes(
    await refusal({ ...hour, start_epoch_ms: ["1", "2"] }),
    "must be given once",
  );
  assertStringIncludes(await range(NOW_MS, NOW_MS), "before the end");
  assertStringIncludes(
    await range(NOW_MS - CONTENT.limits.maxWindowMs - 1, NOW_MS),
    `at most ${CONTENT.limits.maxWindowMs / HOUR_MS} hours`,
  );
  const oldestMs = NOW_MS - CONTENT.limits.maxAgeMs;
  assertStringIncludes(
    await range(oldestMs - 1, oldestMs + 1),
    `last ${CONTENT.limits.maxAgeMs / (24 * HOUR_MS)} days`,
  );
  assertStringIncludes(await range(NOW_MS - 1, NOW_MS + 1), "future");
  const fits = { start_epoch_ms: oldestMs, end_epoch_ms: oldestMs + CONTENT.limits.maxWindowMs };
  assertEquals((await askSandbox(sandbox, fits)).status, 200);
});

Deno.test("the sandbox keeps the limit's range and its default", async () => {
  for (
    const limit of ["0", String(CONTENT.limits.maxSessions + 1), "1.5", "-1", "many", "", "1e3"]
  ) {
    assertStringIncludes(await refusal({ ...hour, limit }), "'limit' must be one integer");
  }
  for (const limit of [CONTENT.limits.minSessions, CONTENT.limits.maxSessions]) {
    assertEquals((await askSessions(sandbox, { ...hour, limit })).length, limit);
  }
  assertEquals((await askSessions(sandbox, hour)).length, CONTENT.limits.defaultSessions);
});

Deno.test("the sandbox refuses what it does not know, and names all of it at once", async () => {
  const message = await refusal({ ...hour, device: "x", is_video_start_failure: "yes", cdn: "" });
  for (const name of ["device", "is_video_start_failure", "cdn"]) {
    assertStringIncludes(message, `'${name}'`);
  }
  assertStringIncludes(
    await refusal({ ...hour, [CONTENT.tagPrefix]: "x" }),
    `'${CONTENT.tagPrefix}'`,
  );
  assertStringIncludes(await refusal({ ...hour, toString: "x" }), "'toString'");
});

Deno.test("the sandbox accepts every filter of the spec", async () => {
  const filters = Object.entries(CONTENT.parameters).filter(([, { role }]) => role === "filter");
  for (const [name, { type }] of filters) {
    const query = { ...hour, [name]: type === "boolean" ? "true" : "x" };
    assertEquals((await askSandbox(sandbox, query)).status, 200, name);
  }
  for (const name of [...Object.keys(CONTENT.dimensions), "tag_anything"]) {
    assertEquals((await askSandbox(sandbox, { ...hour, [name]: "x" })).status, 200, name);
  }
});

Deno.test("the sandbox returns only sessions that have ended", () => {
  const sessions = sandbox.truth({ startMs: NOW_MS - 3 * HOUR_MS, endMs: NOW_MS });
  assert(sessions.every((session) => session.session_end_timestamp_ms! <= NOW_MS));
  let nowMs = NOW_MS;
  const moving = createSandbox({ now: () => nowMs, incidents: [] });
  const window = { startMs: NOW_MS - HOUR_MS, endMs: NOW_MS };
  const before = moving.count(window);
  nowMs += 6 * HOUR_MS;
  assert(moving.count(window) > before);
});

Deno.test("the sandbox shows viewer ids to accounts with the permission only", async () => {
  const without = createSandbox({ now: () => NOW_MS, viewerPermission: false });
  assert((await askSessions(sandbox, hour)).every((session) => session.viewer_id));
  assert((await askSessions(without, hour)).every((session) => !("viewer_id" in session)));
});

Deno.test("the sandbox lists its dimensions as documented, the account's own among them", async () => {
  const response = await askSandbox(sandbox, "", { path: API.dimensionsPath });
  const { dimensions } = await response.json();
  for (const name of Object.keys(CONTENT.dimensions)) {
    assert(dimensions.some((entry: { query_filter: string }) => entry.query_filter === `?${name}`));
  }
  const own = dimensions.filter((entry: { is_custom: boolean }) => entry.is_custom);
  assert(own.length > 0);
  for (const { query_filter } of own) {
    const query = { ...hour, [query_filter.slice(1)]: "premium" };
    assertEquals((await askSandbox(sandbox, query)).status, 200);
  }
});

Deno.test("the sandbox lists its tags by the keys that filter by them, or leaves them out", async () => {
  const keys = async (options: SandboxOptions) => {
    const asked = createSandbox({ now: () => NOW_MS, ...options });
    const { dimensions } = await (await askSandbox(asked, "", { path: API.dimensionsPath })).json();
    return dimensions.map((entry: { query_filter: string }) => entry.query_filter);
  };
  assert((await keys({})).includes("?tag_plan"));
  assertEquals((await keys({ tagsListed: false })).includes("?tag_plan"), false);
});

Deno.test("a dimension that the account lacks is not listed, and refused by name", async () => {
  const lacking = createSandbox({ now: () => NOW_MS, lackedDimensions: ["cdn"] });
  const listed = await askSandbox(lacking, "", { path: API.dimensionsPath });
  assertEquals((await listed.text()).includes('"?cdn"'), false);
  const refused = await askSandbox(lacking, { ...hour, cdn: "Meridian" });
  assertEquals(refused.status, 400);
  assertStringIncludes((await refused.json()).message, "'cdn'");
  assertEquals((await askSandbox(lacking, { ...hour, isp: "x" })).status, 200);
});

Deno.test("the sandbox refuses a response over a size with 413, and a smaller one not", async () => {
  const small = createSandbox({ now: () => NOW_MS, maxBodyBytes: 100_000 });
  const response = await askSandbox(small, { ...hour, limit: 500 });
  assertEquals(response.status, 413);
  assertStringIncludes((await response.json()).message, "100000");
  assertEquals((await askSandbox(small, { ...hour, limit: 5 })).status, 200);
});

Deno.test("the sandbox cuts off at a silent cap, and says nothing about it", async () => {
  const capped = createSandbox({ now: () => NOW_MS, rateLimits: false, silentCap: 100 });
  const lengths = await Promise.all(
    [99, 100, 101, CONTENT.limits.maxSessions].map(async (limit) =>
      (await askSessions(capped, { ...hour, limit })).length
    ),
  );
  assertEquals(lengths, [99, 100, 100, 100]);
  assert(capped.count({ startMs: NOW_MS - HOUR_MS, endMs: NOW_MS }) > 100, "the truth has more");
});
