import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { API, CONTENT } from "../../gen/endpoints.ts";
import { createMemoryThrottle } from "../../src/mod.ts";
import { createSandbox } from "../../sandbox/mod.ts";
import { FakeClock, runWithClock, settle } from "../support/fake_clock.ts";

/** Calls `acquire` for each cost, and tells in which order and when the callers were let go. */
async function admissions(costs: readonly number[], share = 1) {
  const clock = new FakeClock();
  const throttle = createMemoryThrottle({ clock, share });
  const admitted: { caller: number; cost: number; atMs: number }[] = [];
  const all = Promise.all(costs.map(async (cost, caller) => {
    await throttle.acquire(cost);
    admitted.push({ caller, cost, atMs: clock.now() });
  }));
  await runWithClock(all, clock);
  return { admitted, clock };
}

Deno.test("acquire() never lets more than the share of the limit go in any period", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 60 }),
      fc.constantFrom(0.2, 0.5, 1),
      async (costs, share) => {
        const { admitted } = await admissions(costs, share);
        const maxCost = CONTENT.limits.accountRate.maxCost * share;
        for (const { atMs } of admitted) {
          const inPeriod = admitted.filter((other) =>
            other.atMs <= atMs && other.atMs > atMs - CONTENT.limits.accountRate.perMs
          );
          assertEquals(inPeriod.reduce((sum, { cost }) => sum + cost, 0) <= maxCost, true);
        }
        assertEquals(admitted.map(({ caller }) => caller), [...costs.keys()], "first come first");
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("at full speed, the sandbox never answers 429, and 95 % of the share is used", async () => {
  const clock = new FakeClock();
  const sandbox = createSandbox({ now: clock.now });
  const throttle = createMemoryThrottle({ clock, share: 1 });
  const periods = 5;
  const endMs = clock.now() + periods * CONTENT.limits.accountRate.perMs;
  let requests = 0;
  const caller = async () => {
    while (clock.now() < endMs) {
      await throttle.acquire(1);
      // A request takes a while to arrive, and not always the same.
      await new Promise<void>((arrive) => clock.setTimer(arrive, (requests++ * 37) % 500));
      const url = `${sandbox.url}${API.dimensionsPath}`;
      const { clientId, clientSecret } = sandbox.credentials;
      await sandbox.handler(
        new Request(url, {
          headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
        }),
      );
    }
  };
  await runWithClock(Promise.all(Array.from({ length: 8 }, caller)), clock);
  const statuses = new Set(sandbox.requests.map(({ status }) => status));
  assertEquals(statuses, new Set([200]));
  const used = sandbox.requests.filter(({ atMs }) => atMs < endMs).length;
  assertEquals(
    used >= 0.95 * periods * CONTENT.limits.accountRate.maxCost,
    true,
    `${used} requests`,
  );
});

Deno.test("acquire() lets a request that costs more than the share go alone, instead of never", async () => {
  const { admitted } = await admissions([1, CONTENT.limits.accountRate.maxCost * 3, 1]);
  assertEquals(admitted.map(({ caller }) => caller), [0, 1, 2]);
  const [first, dear, last] = admitted;
  assertEquals(dear!.atMs - first!.atMs >= CONTENT.limits.accountRate.perMs, true);
  assertEquals(last!.atMs - dear!.atMs >= CONTENT.limits.accountRate.perMs, true);
});

Deno.test("acquire() of an aborted caller throws its reason, books nothing and holds nobody up", async () => {
  const clock = new FakeClock();
  const throttle = createMemoryThrottle({ clock, share: 1 });
  await throttle.acquire(CONTENT.limits.accountRate.maxCost - 1);
  const abort = new AbortController();
  const dear = throttle.acquire(100, abort.signal).catch((error) => error);
  const cheap = throttle.acquire(1);
  const reason = new Error("enough");
  abort.abort(reason);
  assertEquals(await dear, reason);
  await cheap;
  assertEquals(throttle.budget().usedCost, CONTENT.limits.accountRate.maxCost);
  assertEquals(clock.pendingTimers, 0);
});

Deno.test("pause() holds everybody back, and the longer of two pauses counts", async () => {
  const clock = new FakeClock();
  const throttle = createMemoryThrottle({ clock });
  const startMs = clock.now();
  throttle.pause(5000);
  throttle.pause(1000);
  assertEquals(throttle.budget().pausedUntilMs, startMs + 5000);
  let gone = false;
  const waiting = throttle.acquire(1).then(() => gone = true);
  clock.advance(4999);
  await settle();
  assertEquals(gone, false);
  clock.advance(1);
  await waiting;
  assertEquals(throttle.budget().pausedUntilMs, 0);
});

Deno.test("createMemoryThrottle() uses 80 % of the account's limit and refuses a share that makes no sense", () => {
  assertEquals(createMemoryThrottle().budget().maxCost, CONTENT.limits.accountRate.maxCost * 0.8);
  for (const share of [0, -1, 1.01, NaN]) {
    assertThrows(() => createMemoryThrottle({ share }), RangeError);
  }
});
