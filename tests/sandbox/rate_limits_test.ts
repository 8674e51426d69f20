import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { API, CONTENT } from "../../gen/endpoints.ts";
import { createSandbox } from "../../sandbox/mod.ts";
import { askSandbox, NOW_MS, type WireQuery } from "../support/ask_sandbox.ts";

const { accountRate, addressRate } = CONTENT.limits;

/** A sandbox, its clock, and how to ask it with some filters. */
function limited(rateLimits: Parameters<typeof createSandbox>[0] & object) {
  let nowMs = NOW_MS;
  const sandbox = createSandbox({ now: () => nowMs, sessionsPerDay: 100, ...rateLimits });
  return {
    sandbox,
    advance: (ms: number) => nowMs += ms,
    status: async (filters: WireQuery = {}, address?: string) => {
      const query = { start_epoch_ms: nowMs - 1000, end_epoch_ms: nowMs, limit: 1, ...filters };
      return (await askSandbox(sandbox, query, { address })).status;
    },
  };
}

Deno.test("the account's limit admits its cost in any minute, and not one more", async () => {
  const { status, advance } = limited({});
  for (let i = 0; i < accountRate.maxCost; i++) assertEquals(await status(), 200);
  assertEquals(await status(), 429);
  advance(accountRate.perMs - 1);
  assertEquals(await status(), 429);
  advance(1);
  assertEquals(await status(), 200);
});

Deno.test("a request costs its key=value filters, time and limit aside, and at least 1", async () => {
  const filters = { cdn: ["a", "b"], device_os: "c", tag_plan: "d", is_video_start_failure: true };
  const { status } = limited({});
  for (let i = 0; i < accountRate.maxCost / 5; i++) assertEquals(await status(filters), 200);
  assertEquals(await status(), 429);
});

Deno.test("the window slides: at no time is more admitted than the limit, nor less", async () => {
  const account = { maxCost: 10, perMs: 1000 };
  const step = fc.record({ waitMs: fc.nat(400), filters: fc.nat(4) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { status, advance } = limited({ rateLimits: { account, address: false } });
      const admitted: { atMs: number; cost: number }[] = [];
      for (const { waitMs, filters } of steps) {
        const atMs = advance(waitMs);
        const cost = Math.max(1, filters);
        const used = admitted
          .filter((request) => request.atMs > atMs - account.perMs)
          .reduce((sum, request) => sum + request.cost, 0);
        const fits = used + cost <= account.maxCost;
        const tags = Object.fromEntries(Array.from({ length: filters }, (_, i) => [`tag_${i}`, 1]));
        assertEquals(await status(tags), fits ? 200 : 429);
        if (fits) admitted.push({ atMs, cost });
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("each address has its own limit, over both endpoints", async () => {
  const { sandbox, status, advance } = limited({ rateLimits: { account: false } });
  for (let i = 0; i < addressRate.maxCost / 2; i++) {
    assertEquals(await status({}, "192.0.2.1"), 200);
    const path = API.dimensionsPath;
    assertEquals((await askSandbox(sandbox, "", { path, address: "192.0.2.1" })).status, 200);
  }
  assertEquals(await status({}, "192.0.2.1"), 429);
  assertEquals(await status({}, "192.0.2.2"), 200);
  advance(addressRate.perMs);
  assertEquals(await status({}, "192.0.2.1"), 200);
});

Deno.test("a 429 has a Retry-After only if the sandbox is told to send one", async () => {
  const account = { maxCost: 1, perMs: 1000 };
  for (const retryAfterSeconds of [undefined, 7]) {
    const { sandbox } = limited({ rateLimits: { account, retryAfterSeconds } });
    const query = { start_epoch_ms: NOW_MS - 1, end_epoch_ms: NOW_MS };
    await askSandbox(sandbox, query);
    const response = await askSandbox(sandbox, query);
    assertEquals(response.status, 429);
    assertEquals(response.headers.get("retry-after"), retryAfterSeconds?.toString() ?? null);
  }
});

Deno.test("without rate limits nothing is refused", async () => {
  const { status } = limited({ rateLimits: false });
  for (let i = 0; i < 2 * accountRate.maxCost; i++) assertEquals(await status(), 200);
});
