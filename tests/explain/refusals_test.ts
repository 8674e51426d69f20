import { assert, assertEquals, assertRejects } from "@std/assert";
import { createSandbox } from "../../sandbox/mod.ts";
import type { QueryFinding } from "../../src/errors.ts";
import { QueryError } from "../../src/errors.ts";
import {
  apiTables,
  compareSessions,
  diagnoseSessions,
  summarizeSessions,
} from "../../src/explain/mod.ts";
import { createSessionsClient } from "../../src/mod.ts";

const NOW_MS = Date.parse("2026-11-22T18:00Z");

/** What a call that is wrong is told, before anything is asked. */
async function findingsOf(
  call: (source: ReturnType<typeof apiTables>) => Promise<unknown>,
): Promise<readonly QueryFinding[]> {
  const sandbox = createSandbox({ now: () => NOW_MS });
  const client = createSessionsClient({
    credentials: sandbox.credentials,
    fetch: sandbox.fetch,
    now: () => NOW_MS,
  });
  const { findings } = await assertRejects(() => call(apiTables(client)), QueryError);
  assertEquals(sandbox.requests.length, 0);
  return findings;
}

Deno.test("a dimension that is mistyped is refused before anything is asked, with the list that is meant", async () => {
  const by = ["cdn", "device_so"];
  for (const ask of [summarizeSessions, compareSessions, diagnoseSessions]) {
    const [finding] = await findingsOf((source) => ask(source, { last: "1h" }, { by }));
    assertEquals(finding?.parameter, "by");
    assertEquals(finding?.correction, { by: ["cdn", "device_os"] });
  }
});

Deno.test("a filter by an outcome is refused for whatever is computed of sessions", async () => {
  for (const ask of [summarizeSessions, compareSessions, diagnoseSessions]) {
    const [finding] = await findingsOf((source) =>
      ask(source, { last: "1h", is_video_start_failure: true })
    );
    assertEquals([finding?.parameter, finding?.wayOut], ["is_video_start_failure", "rate_of_all"]);
  }
  const [finding] = await findingsOf((source) =>
    compareSessions(source, { last: "1h" }, { versus: { is_video_start_failure: true } })
  );
  assertEquals(finding?.parameter, "is_video_start_failure");
});

Deno.test("a comparison with what the API does not reach is refused, with how far it reaches", async () => {
  const query = { start: "now-29d", end: "now-28d" };
  const [far] = await findingsOf((source) => compareSessions(source, query, { to: "1w" }));
  assertEquals([far?.parameter, far?.correction], ["to", { to: "2d" }]);
  const [older] = await findingsOf((source) =>
    compareSessions(source, query, { baseline: { start: "now-32d", end: "now-30d" } })
  );
  assertEquals(older?.parameter, "baseline");
  assertEquals(older?.correction, {
    baseline: { start: "2026-10-22T19:00:00Z", end: "2026-10-23T18:00:00Z" },
  });
  const [both] = await findingsOf((source) =>
    compareSessions(source, query, { to: "1d", versus: { dimensions: { cdn: "A" } } })
  );
  assertEquals(both?.received, "to, versus");
  const [no] = await findingsOf((source) => compareSessions(source, query, { to: "later" }));
  assertEquals(no?.correction, { to: "1d" });
});

Deno.test("a diagnosis refuses what it cannot do, all of it at once", async () => {
  const findings = await findingsOf((source) =>
    diagnoseSessions(source, { last: "1h", limit: 100 }, {
      metrics: ["vsff" as "vsf"],
      by: ["video_start_failure_error"],
      slowStartMs: -1,
      rebufferingRatio: 2,
      maxRequests: 0,
    })
  );
  assertEquals(findings.map(({ parameter }) => parameter), [
    "limit",
    "metrics",
    "by",
    "slowStartMs",
    "rebufferingRatio",
    "maxRequests",
  ]);
  assertEquals(findings[1]?.correction, { metrics: ["vsf"] });
});

Deno.test("wrong choices of a summary are refused before anything is asked", async () => {
  const wrong = [
    { sort: "vfs" as "vsf" },
    { everyMs: 0 },
    { timeZone: "Mars/Base" },
    { by: ["cdn", "cdn"] },
    { good: [{ of: "vst", comparator: "<=", bound: 2 } as const] },
  ];
  for (const options of wrong) {
    const findings = await findingsOf((source) =>
      summarizeSessions(source, { last: "1h" }, options)
    );
    assert(findings.length === 1 && findings[0]!.parameter === Object.keys(options)[0]);
  }
});
