import { assertEquals, assertRejects } from "@std/assert";
import { createPageCache } from "../../src/client/page_cache.ts";
import type { PageAnswer, PageRequest } from "../../src/client/request/request_page.ts";
import { EMPTY_PAGE } from "../../src/session/decode/decoded_page.ts";
import { FakeClock, settle } from "../support/fake_clock.ts";

const HOUR_MS = 3_600_000;

function setUp(maxBytes?: number) {
  const clock = new FakeClock();
  const cache = createPageCache({ now: clock.now, maxBytes });
  const asked: AbortSignal[] = [];
  const waiting: ((answer: PageAnswer | Error) => void)[] = [];
  const ask = (request: PageRequest, signal?: AbortSignal) => {
    asked.push(signal!);
    return new Promise<PageAnswer>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason));
      waiting.push((answer) => answer instanceof Error ? reject(answer) : resolve(answer));
      if (request.limit === 1) resolve(answerOf(1));
    });
  };
  /** A window of an hour that ended a time ago; a limit of 1 is answered at once. */
  const through = (endedAgoMs: number, { limit = 1, signal }: {
    limit?: number;
    signal?: AbortSignal;
  } = {}) => {
    const endMs = clock.now() - endedAgoMs;
    return cache.through(
      {
        endpoint: "content",
        window: { startMs: endMs - HOUR_MS, endMs },
        limit,
        filters: { parameters: {}, tags: {}, dimensions: {} },
      },
      ask,
      signal,
    );
  };
  return { clock, cache, asked, waiting, through };
}

function answerOf(sessions: number): PageAnswer {
  return {
    ...EMPTY_PAGE,
    sessions: Array.from({ length: sessions }, (_, index) => ({ session_id: `s${index}` })),
    attempts: 2,
    answeredAtMs: 0,
  };
}

Deno.test("a settled window is asked for once, and again only when it may have changed", async () => {
  const { clock, asked, through } = setUp();
  assertEquals((await through(5 * HOUR_MS)).attempts, 2);
  assertEquals((await through(5 * HOUR_MS)).attempts, 0, "nothing was asked the second time");
  clock.advance(HOUR_MS - 1);
  await through(6 * HOUR_MS - 1);
  assertEquals(asked.length, 1);
  clock.advance(1);
  await through(6 * HOUR_MS);
  assertEquals(asked.length, 2);
});

Deno.test("a window that ends now is soon asked for again, since sessions are still to end", async () => {
  const { clock, asked, through } = setUp();
  await through(0);
  clock.advance(119_999);
  await through(119_999);
  assertEquals(asked.length, 1);
  clock.advance(1);
  await through(120_000);
  assertEquals(asked.length, 2);
});

Deno.test("two calls at once cost one request", async () => {
  const { asked, waiting, through } = setUp();
  const both = [through(0, { limit: 9 }), through(0, { limit: 9 })];
  await settle();
  waiting[0]!(answerOf(3));
  assertEquals((await Promise.all(both)).map((page) => page.sessions.length), [3, 3]);
  assertEquals(asked.length, 1);
});

Deno.test("a shared request goes on while anybody waits for it, and ends with the last", async () => {
  const { asked, through } = setUp();
  const [first, second] = [new AbortController(), new AbortController()];
  const calls = [first, second].map(({ signal }) => through(0, { limit: 9, signal }));
  first.abort(new Error("first left"));
  await assertRejects(() => calls[0]!, Error, "first left");
  assertEquals(asked[0]!.aborted, false);
  second.abort(new Error("second left"));
  await assertRejects(() => calls[1]!, Error, "second left");
  assertEquals(asked[0]!.aborted, true);
});

Deno.test("whoever comes after the last has left gets a request of their own", async () => {
  const { asked, waiting, through } = setUp();
  const gone = new AbortController();
  const left = through(0, { limit: 9, signal: gone.signal });
  gone.abort(new Error("left"));
  const next = through(0, { limit: 9 });
  await assertRejects(() => left, Error, "left");
  waiting[1]!(answerOf(1));
  assertEquals((await next).sessions.length, 1);
  assertEquals(asked.length, 2);
});

Deno.test("a failure is not kept", async () => {
  const { asked, waiting, through } = setUp();
  const failed = through(0, { limit: 9 });
  waiting[0]!(new Error("503"));
  await assertRejects(() => failed, Error, "503");
  const retried = through(0, { limit: 9 });
  waiting[1]!(answerOf(1));
  await retried;
  assertEquals(asked.length, 2);
});

Deno.test("the cache stays within its bytes and gives up what was used longest ago", async () => {
  const { cache, asked, through } = setUp(500);
  await through(5 * HOUR_MS);
  await through(6 * HOUR_MS);
  await through(5 * HOUR_MS);
  await through(7 * HOUR_MS);
  assertEquals(asked.length, 3);
  assertEquals(cache.bytes <= 500, true, `${cache.bytes} bytes`);
  await through(5 * HOUR_MS);
  assertEquals(asked.length, 3, "the window used last is still there");
  await through(6 * HOUR_MS);
  assertEquals(asked.length, 4, "the one used before is gone");
});
