import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { createMemoryThrottle, createPageCache, QueryError } from "../../src/mod.ts";
import { clientOf, NOW_MS } from "../support/client_of.ts";
import { FakeClock, runWithClock, settle } from "../support/fake_clock.ts";

const DAYS_31 = { start: NOW_MS - CONTENT.limits.maxAgeMs + 1, end: NOW_MS };
const { maxCost, perMs } = CONTENT.limits.accountRate;
const SHARE = maxCost * 0.8;

function manyTags(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, "x"]));
}

Deno.test("a call of hundreds of windows does not hold up twenty searches that come after it", async () => {
  const clock = new FakeClock(NOW_MS);
  const throttle = createMemoryThrottle({ clock, callerShare: 0.5 });
  const { client, requests } = clientOf(
    () =>
      new Promise((answer) => clock.setTimer(() => answer(Response.json({ sessions: [] })), 50)),
    { throttle, now: clock.now, setTimer: clock.setTimer },
  );
  let longEndsMs = 0;
  // Each window costs 2: there are more of them than any minute has room for.
  const long = (async () => {
    const pages = client.pages({ ...DAYS_31, tags: { a: "1", b: "2" } });
    for await (const _ of pages) await settle();
    longEndsMs = clock.now();
  })();
  await runWithClock(new Promise<void>((wait) => clock.setTimer(wait, 30_000)), clock);
  const before = requests.length;
  assert(before * 2 <= SHARE / 2 && before > 50, `${before} requests in half a minute`);
  const startMs = clock.now();
  const searches = Promise.all(
    Array.from(
      { length: 20 },
      (_, index) => client.search({ last: "1h", tags: { t: `${index}` } }),
    ),
  );
  await runWithClock(searches, clock);
  assertEquals(clock.now() - startMs, 50, "the time that an answer takes");
  await runWithClock(long, clock);
  assert(longEndsMs > startMs + perMs, "the long call went on");
});

Deno.test("a query dearer than the budget is refused with its cost, before anything is sent or booked", async () => {
  const clock = new FakeClock(NOW_MS);
  const throttle = createMemoryThrottle({ clock });
  const { client, requests } = clientOf(() => Response.json({ sessions: [] }), { throttle });
  const tooMany = manyTags(SHARE + 10);
  const wrong = [
    () => client.search({ last: "1h", tags: tooMany }),
    () => client.search({ last: "1h", dimensions: { cdn: Object.keys(tooMany) } }),
    () => Array.fromAsync(client.pages({ ...DAYS_31, tags: tooMany })),
    () =>
      Array.fromAsync(client.sessions({ last: "5h", dimensions: { cdn: Object.keys(tooMany) } })),
  ];
  for (const ask of wrong) {
    const error = await assertRejects(ask, QueryError);
    assertStringIncludes(error.message, `received filters that cost ${SHARE + 10}`);
    assertStringIncludes(error.message, `at most ${SHARE}`);
    assertEquals(error.request.status, undefined);
  }
  assertEquals([requests.length, (await throttle.budget()).usedCost], [0, 0]);
  await client.search({ last: "1h", tags: manyTags(SHARE) });
  assertEquals(requests.length, 1);
});

Deno.test("what never left is not booked: a wrong query, a kept answer, a caller that is gone, an invalid URL", async () => {
  const clock = new FakeClock(NOW_MS);
  const throttle = createMemoryThrottle({ clock });
  const used = async () => (await throttle.budget()).usedCost;
  const pageCache = createPageCache({ now: clock.now });
  const { client } = clientOf(() => Response.json({ sessions: [] }), { throttle, pageCache });
  await assertRejects(() => client.search({ last: "4h" }), QueryError);
  assertEquals(await used(), 0);
  const hour = { start: NOW_MS - 3_600_000, end: NOW_MS };
  await client.search(hour);
  await client.search(hour);
  assertEquals(await used(), 1);

  const gone = new AbortController();
  const leavesOnAdmission = {
    ...throttle,
    acquire: async (...args: Parameters<typeof throttle.acquire>) => {
      const booking = await throttle.acquire(...args);
      gone.abort(new Error("gone"));
      return booking;
    },
  };
  const left = clientOf(() => Response.json({ sessions: [] }), { throttle: leavesOnAdmission });
  await assertRejects(
    () => left.client.search({ last: "1h" }, { signal: gone.signal }),
    Error,
    "gone",
  );
  assertEquals([left.requests.length, await used()], [0, 1]);

  let attempts = 0;
  const invalid = clientOf(() => {
    attempts++;
    throw new TypeError("Invalid URL http://127.0.0.1/?x");
  }, { throttle });
  await assertRejects(() => invalid.search(), Error, "the URL is not valid or too long");
  assertEquals([attempts, await used()], [1, 1]);
});

Deno.test("a query too long for any URL fails once, in words, with the platform's own fetch", async () => {
  const throttle = createMemoryThrottle();
  let attempts = 0;
  const { client } = clientOf((request) => {
    attempts++;
    return fetch(request);
  }, { throttle, baseUrl: "http://127.0.0.1:59999" });
  const tags = { plan: "x".repeat(70_000) };
  await assertRejects(
    () => client.search({ last: "1h", tags }),
    Error,
    "the URL is not valid or too long",
  );
  assertEquals([attempts, (await throttle.budget()).usedCost], [1, 0]);
});

Deno.test("what may have reached the API stays booked, however it ended", async () => {
  const clock = new FakeClock(NOW_MS);
  const throttle = createMemoryThrottle({ clock });
  const { client } = clientOf(() => {
    throw new TypeError("connection reset by peer");
  }, { throttle, retry: { maxAttempts: 1 } });
  await assertRejects(() => client.search({ last: "1h" }), Error, "closed before");
  assertEquals((await throttle.budget()).usedCost, 1);
});
