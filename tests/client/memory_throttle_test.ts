import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import { API, CONTENT } from "../../gen/endpoints.ts";
import { CostError, createMemoryThrottle } from "../../src/mod.ts";
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

Deno.test("acquire() refuses at once what costs more than the share, books nothing and holds nobody up", async () => {
  const clock = new FakeClock();
  const throttle = createMemoryThrottle({ clock });
  const share = CONTENT.limits.accountRate.maxCost * 0.8;
  const error = await assertRejects(() => throttle.acquire(share + 1), CostError);
  assertEquals([error.cost, error.maxCost], [share + 1, share]);
  await throttle.acquire(share);
  assertEquals((await throttle.budget()).usedCost, share);
  const narrow = createMemoryThrottle({ clock, callerShare: 0.5 });
  await assertRejects(() => narrow.acquire(share / 2 + 1), CostError, `at most ${share / 2}`);
});

Deno.test("release() takes off the books what never left, once, and lets the next one go", async () => {
  const clock = new FakeClock();
  const throttle = createMemoryThrottle({ clock, share: 1 });
  const booking = await throttle.acquire(CONTENT.limits.accountRate.maxCost);
  const startMs = clock.now();
  const waiting = throttle.acquire(CONTENT.limits.accountRate.maxCost - 1);
  await booking!.release();
  await waiting;
  assertEquals(clock.now(), startMs);
  await booking!.release();
  assertEquals((await throttle.budget()).usedCost, CONTENT.limits.accountRate.maxCost - 1);
});

Deno.test("release() after the period is over frees nothing a second time", async () => {
  const clock = new FakeClock();
  const throttle = createMemoryThrottle({ clock, share: 1 });
  const booking = await throttle.acquire(100);
  clock.advance(CONTENT.limits.accountRate.perMs * 2);
  await throttle.acquire(50);
  await booking!.release();
  assertEquals((await throttle.budget()).usedCost, 50);
});

Deno.test("callers take turns: one of many requests lets those of others go between", async () => {
  const clock = new FakeClock();
  const throttle = createMemoryThrottle({ clock, share: 1 });
  await throttle.acquire(CONTENT.limits.accountRate.maxCost);
  const [greedy, modest] = [{}, {}];
  const admitted: string[] = [];
  const ask = (name: string, caller: object, cost: number) =>
    throttle.acquire(cost, undefined, caller).then(() => admitted.push(name));
  const all = Promise.all([
    ...Array.from({ length: 5 }, () => ask("greedy", greedy, 10)),
    ...Array.from({ length: 3 }, () => ask("modest", modest, 10)),
  ]);
  await runWithClock(all, clock);
  assertEquals(admitted, [
    "greedy",
    "modest",
    "greedy",
    "modest",
    "greedy",
    "modest",
    "greedy",
    "greedy",
  ]);
});

Deno.test("a dear request neither holds up cheap ones of others that fit, nor waits for ever for them", async () => {
  const clock = new FakeClock();
  const throttle = createMemoryThrottle({ clock, share: 1 });
  const { maxCost } = CONTENT.limits.accountRate;
  await throttle.acquire(maxCost / 2);
  let dearDone = false;
  const dear = throttle.acquire(maxCost, undefined, {}).then(() => dearDone = true);
  const startMs = clock.now();
  await throttle.acquire(1, undefined, {});
  assertEquals([clock.now(), dearDone], [startMs, false]);
  // Newcomers ask all the time, each as soon as the one before has gone.
  const newcomers = (async () => {
    while (!dearDone) await throttle.acquire(maxCost / 4, undefined, {});
  })();
  await runWithClock(Promise.all([dear, newcomers]), clock);
  assertEquals(clock.now() - startMs < 8 * CONTENT.limits.accountRate.perMs, true);
});

Deno.test("a caller that has used up its share waits, and leaves the rest to those that come later", async () => {
  const clock = new FakeClock();
  const throttle = createMemoryThrottle({ clock, share: 1, callerShare: 0.5 });
  const half = CONTENT.limits.accountRate.maxCost / 2;
  const greedy = {};
  let gone = 0;
  const all = Promise.all(
    Array.from(
      { length: 2 * half },
      () => throttle.acquire(1, undefined, greedy).then(() => gone++),
    ),
  );
  await settle();
  const startMs = clock.now();
  assertEquals(gone, half);
  for (let caller = 0; caller < half; caller++) await throttle.acquire(1, undefined, {});
  assertEquals([clock.now(), gone], [startMs, half]);
  await runWithClock(all, clock);
  assertEquals(clock.now() - startMs >= CONTENT.limits.accountRate.perMs, true);
  assertEquals(clock.pendingTimers, 0);
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
  assertEquals((await throttle.budget()).usedCost, CONTENT.limits.accountRate.maxCost);
  assertEquals(clock.pendingTimers, 0);
});

Deno.test("pause() holds everybody back, and the longer of two pauses counts", async () => {
  const clock = new FakeClock();
  const throttle = createMemoryThrottle({ clock });
  const startMs = clock.now();
  await throttle.pause(5000);
  await throttle.pause(1000);
  assertEquals((await throttle.budget()).pausedUntilMs, startMs + 5000);
  let gone = false;
  const waiting = throttle.acquire(1).then(() => gone = true);
  clock.advance(4999);
  await settle();
  assertEquals(gone, false);
  clock.advance(1);
  await waiting;
  assertEquals((await throttle.budget()).pausedUntilMs, 0);
});

Deno.test("a pause of many weeks ends when it is over, though no timer can wait so long", async () => {
  const fake = new FakeClock();
  const pauseMs = 40 * 86_400_000;
  const setTimer = (callback: () => void, ms: number) => {
    assert(ms < 2 ** 31, `setTimeout() would ring at once, and not after ${ms} ms`);
    return fake.setTimer(callback, ms);
  };
  const throttle = createMemoryThrottle({ clock: { now: fake.now, setTimer } });
  const endMs = fake.now() + pauseMs;
  await throttle.pause(pauseMs);
  await runWithClock(throttle.acquire(1), fake);
  assertEquals(fake.now(), endMs);
});

Deno.test("createMemoryThrottle() uses 80 % of the account's limit and refuses a share that makes no sense", async () => {
  const { maxCost } = await createMemoryThrottle().budget();
  assertEquals(maxCost, CONTENT.limits.accountRate.maxCost * 0.8);
  for (const share of [0, -1, 1.01, NaN]) {
    assertThrows(() => createMemoryThrottle({ share }), RangeError, "'share'");
    assertThrows(() => createMemoryThrottle({ callerShare: share }), RangeError, "'callerShare'");
  }
});
