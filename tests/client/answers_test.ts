import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { DEFAULT_RETRY } from "../../src/client/transport/retry.ts";
import { QueryError, ResponseFormatError, ServerError } from "../../src/mod.ts";
import { clientOf, NOW_MS, OK } from "../support/client_of.ts";
import { runWithClock } from "../support/fake_clock.ts";

const dateOf = (ms: number) => ({ headers: { date: new Date(ms).toUTCString() } });

Deno.test("what is no answer is asked again like a 503, as often and with the same backoff", async () => {
  const broken: [string, () => Response, new (...args: never[]) => Error][] = [
    [
      "202",
      () => Response.json({ status: "processing", sessions: [] }, { status: 202 }),
      ServerError,
    ],
    ["error in a 200", () => Response.json({ sessions: null, error: "x" }), ServerError],
    ["cut off", () => new Response('{"sessions":[{"session'), ResponseFormatError],
    ["a page of HTML", () => new Response("<html>maintenance</html>"), ResponseFormatError],
    ["empty", () => new Response(""), ResponseFormatError],
  ];
  const reference = clientOf(() => new Response("", { status: 503 }));
  await assertRejects(() => reference.search(), ServerError);
  const waitedMs = reference.clock.now() - NOW_MS;
  for (const [what, answer, expected] of broken) {
    const failing = clientOf(answer);
    const error = await assertRejects(() => failing.search(), expected) as ServerError;
    assertEquals(failing.requests.length, DEFAULT_RETRY.maxAttempts, what);
    assertEquals(error.request.attempts, DEFAULT_RETRY.maxAttempts, what);
    assertEquals(failing.clock.now() - NOW_MS, waitedMs, what);

    const passing = clientOf((_, count) => count < 3 ? answer() : OK());
    const page = await passing.search();
    assertEquals([page.sessions.length, page.requests], [1, 3], what);
  }
});

Deno.test("a 204 is an empty and complete answer, for dimensions as well", async () => {
  const { client, search, clock } = clientOf(() => new Response(null, { status: 204 }));
  const { sessions, coverage } = await search();
  assertEquals([sessions, coverage.complete], [[], true]);
  assertEquals(await runWithClock(client.dimensions(), clock), []);
});

Deno.test("a 206, a 207, and a 200 that says there is more, are not complete and say why", async () => {
  for (const status of [206, 207]) {
    const partial = await clientOf(() => Response.json({ sessions: [] }, { status })).search();
    assertEquals([partial.coverage.complete, partial.evidence], [false, "none"]);
    assertEquals(partial.coverage.gaps.map(({ reason }) => reason), ["partial"]);
    assertStringIncludes(partial.coverage.gaps[0]!.message, String(status));
  }
  const more = await clientOf(() =>
    Response.json({ sessions: [], has_more: true, note: "key-secret" })
  ).search();
  assertStringIncludes(more.coverage.gaps[0]!.message, "has_more");
});

Deno.test("what the API says of a part is told without the key", async () => {
  const { coverage } = await clientOf(() =>
    Response.json({ sessions: [{ session_id: "1" }], errors: ["denied for key-secret"] })
  ).search();
  assertStringIncludes(coverage.gaps[0]!.message, "denied for [redacted]");
});

Deno.test("a date to retry after counts by the clock of the API, whatever this machine's says", async () => {
  for (const aheadMs of [300_000, -300_000]) {
    const serverMs = NOW_MS - aheadMs;
    const headers = {
      date: new Date(serverMs).toUTCString(),
      "retry-after": new Date(serverMs + 20_000).toUTCString(),
    };
    const { search, clock } = clientOf((_, count) =>
      count === 1 ? new Response("", { status: 429, headers }) : OK()
    );
    await search();
    assertEquals(clock.now() - NOW_MS, 20_000);
  }
});

Deno.test("a clock that is some seconds off is told once, with its size and side", async () => {
  for (
    const [aheadMs, words] of [[9 * 3_600_000, "9h ahead of"], [-120_000, "2m behind"]] as const
  ) {
    const { search } = clientOf(() => new Response('{"sessions":[]}', dateOf(NOW_MS - aheadMs)));
    const { coverage } = await search();
    assertEquals(coverage.notices.map(({ kind }) => kind), ["clock"]);
    assertStringIncludes(coverage.notices[0]!.message, words);
  }
  const right = clientOf(() => new Response('{"sessions":[]}', dateOf(NOW_MS - 3000)));
  assertEquals((await right.search()).coverage.notices, []);
});

Deno.test("the future by the API's clock is a gap, and not asked again once it is known", async () => {
  const aheadMs = 9 * 3_600_000;
  const { client, clock, requests, search } = clientOf((request) =>
    new Response(
      JSON.stringify({ sessions: [{ session_id: new URL(request.url).search }] }),
      dateOf(clock.now() - aheadMs),
    )
  );
  const { coverage } = await search();
  assertEquals(coverage.complete, false);
  assertEquals(coverage.gaps, [{
    startMs: NOW_MS - 3_600_000,
    endMs: NOW_MS,
    reason: "future",
    message: "It had not come yet by the API's clock",
  }]);
  // What the client learned holds for what it resolves next.
  const second = await runWithClock(client.search({ last: "1h" }), clock);
  assertEquals(second.coverage.complete, true);
  const end = Number(new URL(requests[1]!.url).searchParams.get("end_epoch_ms"));
  assertEquals(end <= clock.now() - aheadMs, true);
});

Deno.test("a window of seconds that lies hours in the API's future is a gap as well", async () => {
  const { client, clock } = clientOf(() =>
    new Response('{"sessions":[]}', dateOf(NOW_MS - 9 * 3_600_000))
  );
  const range = { start: NOW_MS - 3000, end: NOW_MS };
  const { coverage } = await runWithClock(client.search(range), clock);
  assertEquals(coverage.complete, false);
  assertEquals(coverage.gaps.map(({ reason, startMs, endMs }) => [reason, startMs, endMs]), [
    ["future", NOW_MS - 3000, NOW_MS],
  ]);
});

Deno.test("a machine so far behind that the API reaches nothing of a range gets a gap, and why", async () => {
  const { search, requests } = clientOf(() =>
    Response.json({ message: "start is too old" }, {
      status: 400,
      ...dateOf(NOW_MS + 40 * 86_400_000),
    })
  );
  const { coverage } = await search();
  assertEquals(coverage.gaps.map(({ reason }) => reason), ["too_old"]);
  assertEquals(coverage.notices.map(({ kind }) => kind), ["clock"]);
  assertEquals([coverage.requests, requests.length], [1, 1]);
});

Deno.test("an end that the API calls its future is sent once more, clamped by its clock", async () => {
  const { search, requests } = clientOf((request, count) => {
    const endMs = Number(new URL(request.url).searchParams.get("end_epoch_ms"));
    return endMs > NOW_MS - 2000
      ? Response.json({ message: "end must not be in the future" }, {
        status: 400,
        ...dateOf(NOW_MS - 2000),
      })
      : Response.json({ sessions: [{ session_id: String(count) }] }, dateOf(NOW_MS - 2000));
  });
  const { sessions, requests: counted, coverage } = await search();
  assertEquals([sessions.length, counted, requests.length], [1, 2, 2]);
  assertEquals(coverage.gaps, []);
});

Deno.test("a machine so far ahead that the API refuses all of a range gets a gap, not an error", async () => {
  const serverMs = NOW_MS - 9 * 3_600_000;
  const { search, requests } = clientOf(() =>
    Response.json({ message: "end must not be in the future" }, {
      status: 400,
      ...dateOf(serverMs),
    })
  );
  const { coverage } = await search();
  assertEquals(coverage.gaps.map(({ reason }) => reason), ["future"]);
  assertEquals(coverage.notices.map(({ kind }) => kind), ["clock"]);
  assertEquals([coverage.requests, requests.length], [1, 1]);
});

Deno.test("a refusal that is not about the time, or far from its limits, is not sent again", async () => {
  const limit = clientOf(() => Response.json({ message: "limit is too large" }, { status: 400 }));
  await assertRejects(() => limit.search(), QueryError);
  assertEquals(limit.requests.length, 1);
  const { client, clock, requests } = clientOf(() =>
    Response.json({ message: "bad time range" }, { status: 400 })
  );
  const old = { start: NOW_MS - 7_200_000, end: NOW_MS - 3_600_000 };
  await assertRejects(() => runWithClock(client.search(old), clock), QueryError);
  assertEquals(requests.length, 1);
});

Deno.test("a start that the API calls too old is sent once more, and what was cut off is a gap", async () => {
  const startMs = NOW_MS - 31 * 86_400_000 + 1000;
  const { client, clock } = clientOf((request) =>
    Number(new URL(request.url).searchParams.get("start_epoch_ms")) < startMs + 1000
      ? Response.json({ message: "start is too old" }, { status: 400 })
      : OK()
  );
  const range = { start: startMs, end: startMs + 3_600_000 };
  const { coverage } = await runWithClock(client.search(range), clock);
  assertEquals(coverage.gaps.map(({ reason, startMs }) => [reason, startMs]), [[
    "too_old",
    startMs,
  ]]);
});
