import { assertEquals, assertStringIncludes } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { createSandbox, type SandboxOptions, startSandbox } from "../../sandbox/mod.ts";
import { askSandbox, NOW_MS } from "../support/ask_sandbox.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const world = { now: () => NOW_MS, rateLimits: false };

/** The answer to a window that ends so long before (or after) now. */
function ask(options: SandboxOptions, startMs: number, endMs: number): Promise<Response> {
  return askSandbox(createSandbox({ ...world, ...options }), {
    start_epoch_ms: NOW_MS + startMs,
    end_epoch_ms: NOW_MS + endMs,
    limit: 5,
  });
}

const message = async (response: Promise<Response>) => (await (await response).json()).message;
const dateOf = ({ headers }: Response) => Date.parse(headers.get("date")!);

Deno.test("every answer has the server's time, over HTTP too", async () => {
  assertEquals(dateOf(await ask({}, -HOUR_MS, 0)), NOW_MS);
  assertEquals(dateOf(await ask({ faults: { unavailable: 1 } }, -HOUR_MS, 0)), NOW_MS);
  assertEquals(dateOf(await ask({}, 0, HOUR_MS)), NOW_MS);
  await using sandbox = startSandbox({ ...world, clockSkewMs: 5000, compress: true });
  const response = await fetch(`${sandbox.url}${CONTENT.path}`);
  await response.body?.cancel();
  assertEquals(dateOf(response), NOW_MS + 5000);
});

Deno.test("a server whose clock is behind takes its own time for now", async () => {
  const behind = { clockSkewMs: -9 * HOUR_MS };
  assertEquals(dateOf(await ask(behind, -10 * HOUR_MS, -9 * HOUR_MS)), NOW_MS - 9 * HOUR_MS);
  assertStringIncludes(await message(ask(behind, -10 * HOUR_MS, -9 * HOUR_MS + 1)), "future");
  assertEquals((await ask(behind, -31.3 * DAY_MS, -31.3 * DAY_MS + HOUR_MS)).status, 200);
  const sandbox = createSandbox({ ...world, ...behind });
  const latest = sandbox.identities({ startMs: NOW_MS - DAY_MS, endMs: NOW_MS })
    .map(({ endMs }) => endMs);
  assertEquals(latest.every((endMs) => endMs <= NOW_MS - 9 * HOUR_MS), true);
});

Deno.test("a server whose clock is ahead calls a start too old before the caller does", async () => {
  const ahead = { clockSkewMs: HOUR_MS };
  assertStringIncludes(await message(ask(ahead, -31 * DAY_MS, -31 * DAY_MS + 60_000)), "31 days");
  assertEquals((await ask(ahead, 0, HOUR_MS)).status, 200);
});

Deno.test("the Date header alone can be wrong, unreadable or missing", async () => {
  assertEquals(dateOf(await ask({ dateSkewMs: -60_000 }, -HOUR_MS, 0)), NOW_MS - 60_000);
  assertEquals(dateOf(await ask({ dateHeader: "unreadable" }, -HOUR_MS, 0)), NaN);
  assertEquals((await ask({ dateHeader: "none" }, -HOUR_MS, 0)).headers.get("date"), null);
});

Deno.test("an end in the future is refused, also by a margin, or answered", async () => {
  assertStringIncludes(await message(ask({}, -HOUR_MS, 1)), "end must not be in the future");
  const late = { futureMarginMs: 60_000 };
  assertEquals((await ask(late, -HOUR_MS, -59_999)).status, 400);
  assertEquals((await ask(late, -HOUR_MS, -60_000)).status, 200);
  const response = await ask({ futureEnds: "answer" }, HOUR_MS, 2 * HOUR_MS);
  assertEquals([response.status, await response.json()], [200, { sessions: [] }]);
});

Deno.test("a wait is named in seconds, or as a date by the server's clock", async () => {
  for (const kind of ["rate_limited", "unavailable", "accepted_202"]) {
    const wait = async (options: SandboxOptions) =>
      (await ask({ ...options, faults: { [kind]: 1 } }, -2 * HOUR_MS, -HOUR_MS)).headers
        .get("retry-after");
    assertEquals(await wait({ retryAfter: { seconds: 20 } }), "20", kind);
    const date = await wait({ clockSkewMs: -5000, retryAfter: { seconds: 20, as: "date" } });
    assertEquals(Date.parse(date!), NOW_MS + 15_000, kind);
  }
  const sound = await ask({ retryAfter: { seconds: 20 } }, -HOUR_MS, 0);
  assertEquals(sound.headers.get("retry-after"), null);
});
