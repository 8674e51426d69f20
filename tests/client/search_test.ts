import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { API, CONTENT } from "../../gen/endpoints.ts";
import { DEFAULT_RETRY } from "../../src/client/transport/retry.ts";
import {
  AuthenticationError,
  PayloadTooLargeError,
  PermissionError,
  QueryError,
  RateLimitError,
  ResponseFormatError,
  ServerError,
  type SessionsError,
  TimeoutError,
} from "../../src/mod.ts";
import { clientOf, NOW_MS, OK, TOKEN } from "../support/client_of.ts";
import { FakeClock, runWithClock } from "../support/fake_clock.ts";

/** Answers that never come, but for an abort. */
const never = (request: Request) =>
  new Promise<Response>((_, reject) =>
    request.signal.addEventListener("abort", () => reject(request.signal.reason))
  );

Deno.test("search() sends one request with the key, the range and the default limit", async () => {
  const { search, requests } = clientOf(OK);
  const page = await search();
  assertEquals(requests.length, 1);
  const url = new URL(requests[0]!.url);
  assertEquals(url.origin + url.pathname, API.server + CONTENT.path);
  assertEquals(Object.fromEntries(url.searchParams), {
    start_epoch_ms: String(NOW_MS - 3_600_000),
    end_epoch_ms: String(NOW_MS),
    limit: String(CONTENT.limits.defaultSessions),
  });
  assertEquals(requests[0]!.headers.get("authorization"), `Basic ${TOKEN}`);
  assertStringIncludes(requests[0]!.headers.get("user-agent"), "conviva-sessions/");
  assertEquals(page.sessions.length, 1);
  assertEquals(page.coverage.complete, true);
  assertEquals(page.window, { startMs: NOW_MS - 3_600_000, endMs: NOW_MS });
});

Deno.test("search() puts filters, tags and dimensions on the wire as the API wants them", async () => {
  const { client, requests } = clientOf(OK);
  await client.search({
    last: "1h",
    is_video_start_failure: true,
    session_id: "a&limit=9",
    tags: { "plan x": "premium" },
    dimensions: { device_os: ["Android", "iOS"], cdn: "A" },
    limit: 200,
  });
  const wire = [...new URL(requests[0]!.url).searchParams].slice(2);
  assertEquals(
    new Set(wire.map(([name, value]) => `${name}=${value}`)),
    new Set([
      "limit=200",
      "is_video_start_failure=true",
      "session_id=a&limit=9",
      "tag_plan x=premium",
      "device_os=Android",
      "device_os=iOS",
      "cdn=A",
    ]),
  );
  assertEquals(wire.length, 7);
});

Deno.test("search() refuses a wrong query before anything leaves the machine", async () => {
  const { client, requests } = clientOf(OK);
  const error = await assertRejects(
    () => client.search({ last: "9h", limit: CONTENT.limits.maxSessions + 1 }),
    QueryError,
  );
  assertEquals(error.findings.length, 2);
  assertEquals(requests.length, 0);
});

Deno.test("search() turns every status into the error that a caller acts on", async () => {
  const cases: [number, new (...args: never[]) => SessionsError, number][] = [
    [400, QueryError, 1],
    [401, AuthenticationError, 1],
    [403, PermissionError, 1],
    [404, ServerError, 1],
    [408, ServerError, 5],
    [413, PayloadTooLargeError, 1],
    [418, ServerError, 1],
    [422, QueryError, 1],
    [500, ServerError, 5],
    [503, ServerError, 5],
  ];
  const bodies = [
    "",
    "<html><h1>Oops</h1></html>",
    '{"message":"Why not"}',
    '{"mess',
    "[]",
    "null",
  ];
  for (const [status, type, attempts] of cases) {
    for (const body of bodies) {
      const { search, requests } = clientOf(() => new Response(body, { status }));
      const error = await assertRejects(() => search(), type);
      assertEquals(requests.length, attempts, `attempts after ${status}`);
      assertEquals(error.request, {
        method: "GET",
        host: new URL(API.server).host,
        path: new URL(API.server).pathname + CONTENT.path,
        status,
        attempts,
        statement: body.includes("Why not") ? "Why not" : "",
        bodyExcerpt: body,
      });
      assertEquals(error.message.includes("Why not"), body.includes("Why not"));
      assertEquals(error.retryable, attempts > 1);
    }
  }
});

Deno.test("search() says that a Pulse user's password is no key when a 401 comes", async () => {
  const { search } = clientOf(() => Response.json({ message: "Unauthorized" }, { status: 401 }));
  const error = await assertRejects(() => search(), AuthenticationError);
  assertStringIncludes(error.message, "Pulse user");
});

Deno.test("search() ends every unreadable 200 in a ResponseFormatError", async () => {
  for (const body of ["", "<html></html>", '{"sessions":[{"a"', "null", "7", '"x"', '{"a":1}']) {
    const { search } = clientOf(() => new Response(body));
    const error = await assertRejects(() => search(), ResponseFormatError);
    assertEquals([error.request.status, error.request.bodyExcerpt], [200, body]);
  }
});

Deno.test("search() tries again after a failure that may pass, and counts the requests", async () => {
  const failures = [
    () => new Response("", { status: 503 }),
    () => Promise.reject(new TypeError("connection reset")),
    () =>
      new Response(
        new ReadableStream({ pull: (controller) => controller.error(new Error("cut off")) }),
      ),
    OK,
  ];
  const { search } = clientOf((_, count) => failures[count - 1]!());
  const page = await search();
  assertEquals([page.requests, page.coverage.requests, page.sessions.length], [4, 4, 1]);
});

Deno.test("search() waits as the API says, and after a bare 429 as the spec says", async () => {
  const waits = async (headers: Record<string, string>, status: number) => {
    const { search, clock } = clientOf((_, count) =>
      count === 1 ? new Response("", { status, headers }) : OK()
    );
    await search();
    return clock.now() - NOW_MS;
  };
  assertEquals(await waits({ "retry-after": "7" }, 503), 7000);
  assertEquals(await waits({ "retry-after": "Sun, 22 Nov 2026 12:00:09 GMT" }, 429), 9000);
  assertEquals(await waits({}, 429), CONTENT.limits.retryAfterMs);
  assertEquals(await waits({}, 500), 250, "half of the first backoff");
});

Deno.test("search() does not wait for longer than makes sense, and says how long it would be", async () => {
  const { search, requests, clock } = clientOf(() =>
    new Response("", { status: 429, headers: { "retry-after": "3600" } })
  );
  const error = await assertRejects(() => search(), RateLimitError);
  assertEquals([error.retryAfterMs, requests.length, clock.now()], [3_600_000, 1, NOW_MS]);
});

Deno.test("search() gives up an attempt that takes too long, and the request in the end", async () => {
  const { search, clock, requests } = clientOf(never, {
    attemptTimeoutMs: 10_000,
    totalTimeoutMs: 35_000,
  });
  await assertRejects(() => search(), TimeoutError);
  assertEquals(clock.now() - NOW_MS <= 35_000, true);
  assertEquals(requests.length > 1, true);
});

Deno.test("search() gives up on a body that trickles", async () => {
  const { search } = clientOf((request) =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"sessions":['));
          request.signal.addEventListener("abort", () => controller.error(request.signal.reason));
        },
      }),
    ), { retry: { maxAttempts: 1 } });
  await assertRejects(() => search(), TimeoutError);
});

Deno.test("search() ends with the caller's reason, in a request, in a backoff, and before both", async () => {
  const reason = new Error("enough");
  const during = new AbortController();
  const inRequest = clientOf((request) => {
    queueMicrotask(() => during.abort(reason));
    return never(request);
  });
  assertEquals(await inRequest.search(during.signal).catch((error) => error), reason);

  const inBackoff = clientOf(() => new Response("", { status: 503 }));
  const later = new AbortController();
  inBackoff.clock.setTimer(() => later.abort(reason), 1);
  assertEquals(await inBackoff.search(later.signal).catch((error) => error), reason);
  assertEquals([inBackoff.requests.length, inBackoff.clock.now()], [1, NOW_MS + 1]);

  const before = clientOf(OK);
  assertEquals(await before.search(AbortSignal.abort(reason)).catch((error) => error), reason);
  assertEquals(before.requests.length, 0);
});

Deno.test("search() leaves no timer behind, whatever the end", async () => {
  for (const answer of [OK, () => new Response("", { status: 401 }), never]) {
    const { search, clock } = clientOf(answer, { totalTimeoutMs: 5000 });
    await search().catch(() => {});
    assertEquals(clock.pendingTimers, 0);
  }
});

Deno.test("search() tells what the API says of a wrong query, in whatever form it says so", async () => {
  const said = "limit must be at most 500";
  for (
    const body of [
      said,
      JSON.stringify({ message: said }),
      JSON.stringify({ error: said }),
      JSON.stringify({ error: { message: said } }),
      JSON.stringify({ errors: [{ message: said }] }),
      JSON.stringify({ errors: [said] }),
    ]
  ) {
    const { search } = clientOf(() => new Response(body, { status: 400 }));
    assertStringIncludes((await assertRejects(() => search(), QueryError)).message, said);
  }
});

Deno.test("search() stops reading a body that does not end", async () => {
  let sent = 0;
  const { search } = clientOf(() =>
    new Response(
      new ReadableStream({
        pull(controller) {
          sent += 1000;
          controller.enqueue(new Uint8Array(1000));
        },
      }),
    ), { maxBodyBytes: 50_000 });
  await assertRejects(() => search(), ResponseFormatError, "larger than 50000 bytes");
  assertEquals(sent < 60_000, true);

  const declared = clientOf(() => new Response("{}", { headers: { "content-length": "50001" } }), {
    maxBodyBytes: 50_000,
  });
  await assertRejects(() => declared.search(), ResponseFormatError, "larger than 50000 bytes");
});

Deno.test("search() asks the throttle for every attempt, at the cost of the filters, and tells it of a 429", async () => {
  const calls: unknown[] = [];
  const throttle = {
    acquire: (cost: number) => (calls.push(["acquire", cost]), Promise.resolve()),
    pause: (ms: number) => (calls.push(["pause", ms]), Promise.resolve()),
    budget: () => Promise.resolve({ usedCost: 0, maxCost: 1, perMs: 1, pausedUntilMs: 0 }),
  };
  const { client, clock } = clientOf(
    (_, count) => count === 1 ? new Response("", { status: 429 }) : OK(),
    { throttle },
  );
  const filters = { dimensions: { cdn: ["A", "B"] }, tags: { plan: "x" }, session_id: "1" };
  await runWithClock(client.search({ last: "1h", ...filters }), clock);
  assertEquals(calls, [["acquire", 4], ["pause", CONTENT.limits.retryAfterMs], ["acquire", 4]]);
});

Deno.test("an absurd Retry-After holds nobody up for longer than the cap", async () => {
  const { client, clock } = clientOf((_, count) =>
    count === 1 ? new Response("", { status: 429, headers: { "retry-after": "9999999999" } }) : OK()
  );
  await assertRejects(() => client.search({ last: "1h" }), RateLimitError);
  await runWithClock(client.search({ last: "1h" }), clock);
  assertEquals(clock.now() - NOW_MS <= DEFAULT_RETRY.maxRetryAfterMs, true);
});

Deno.test("a time-out of many weeks does not end a request at once, whoever sets the timers", async () => {
  const fake = new FakeClock(NOW_MS);
  const longMs = 40 * 86_400_000;
  const { search } = clientOf(OK, {
    attemptTimeoutMs: longMs,
    totalTimeoutMs: longMs,
    setTimer: (callback, ms) => {
      assert(ms < 2 ** 31, `setTimeout() would ring at once, and not after ${ms} ms`);
      return fake.setTimer(callback, ms);
    },
  });
  assertEquals((await search()).sessions.length, 1);
});
