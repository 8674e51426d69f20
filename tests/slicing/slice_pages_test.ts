import { assert, assertEquals, assertRejects } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { AuthenticationError, QueryError, ServerError } from "../../src/errors.ts";
import type { TimeWindow } from "../../src/query/time/time_window.ts";
import type { SessionPage } from "../../src/slicing/types.ts";
import { collect } from "../support/collect.ts";
import { evenSource } from "../support/even_source.ts";
import { runWithClock } from "../support/fake_clock.ts";
import { evenApi, last, NOW_MS, WatchedApi } from "../support/watched_api.ts";

const HOUR_MS = 3_600_000;
const OVERLAP = { selection: "overlap", ends: "half_open" } as const;

const startOf = (session: SessionPage["sessions"][number]) => session.session_start_timestamp_ms!;

Deno.test("a range that fits in one request takes one, with its own ends", async () => {
  for (const range of [last(1), last(HOUR_MS), last(CONTENT.limits.maxWindowMs)]) {
    for (const order of ["newest", "oldest"] as const) {
      const api = evenApi(range, 60_000);
      const { coverage } = await collect(range, api.requestPage, api.clock, { order });
      assertEquals(api.asked.map(({ window }) => window), [range]);
      assertEquals(coverage.complete, true);
    }
  }
});

Deno.test("pages come newest or oldest first, and so do the sessions in them", async () => {
  const range = last(12 * HOUR_MS);
  for (const [order, sign] of [["newest", -1], ["oldest", 1]] as const) {
    const api = evenApi(range, 10_000);
    const { sessions, pages } = await collect(range, api.requestPage, api.clock, { order });
    assert(pages.length > 1);
    const starts = sessions.map(startOf);
    assertEquals(starts, starts.toSorted((a, b) => sign * (a - b)));
  }
});

Deno.test("a window that is full at the smallest width stays in the data and is named", async () => {
  const range = last(HOUR_MS);
  const source = evenSource(range, { everyMs: 60_000 });
  const crowdAtMs = NOW_MS - HOUR_MS / 2 + 123;
  const crowd = Array.from({ length: CONTENT.limits.maxSessions }, (_, i) => ({
    session_id: `crowd ${i}`,
    session_start_timestamp_ms: crowdAtMs,
    session_end_timestamp_ms: crowdAtMs,
  }));
  const api = new WatchedApi(async ({ window, limit }) => {
    const page = source.answer({ window, limit });
    const isIn = crowdAtMs >= window.startMs && crowdAtMs < window.endMs;
    const sessions = [...page.sessions, ...(isIn ? crowd : [])].slice(-limit);
    return await Promise.resolve({ ...page, sessions });
  });
  const { coverage, sessions } = await collect(range, api.requestPage, api.clock);
  assertEquals(coverage.complete, false);
  assertEquals(coverage.gaps.map(({ reason }) => reason), ["saturated"]);
  const [gap] = coverage.gaps;
  assert(gap!.endMs - gap!.startMs <= 1000);
  assert(gap!.startMs <= crowdAtMs && crowdAtMs <= gap!.endMs);
  assertEquals(sessions.filter((session) => session.session_id?.startsWith("crowd")).length, 1500);
  assert(api.asked.length < 40, `${api.asked.length} requests`);
});

Deno.test("a response with records that cannot be read is full all the same", async () => {
  const range = last(2 * HOUR_MS);
  const source = evenSource(range, { everyMs: 2000 });
  const api = new WatchedApi((request) => {
    const page = source.answer(request);
    return Promise.resolve({ ...page, sessions: page.sessions.slice(1), unreadableRecords: 1 });
  });
  const { coverage } = await collect(range, api.requestPage, api.clock);
  assert(coverage.windows > 1 && coverage.gaps.length === 0);
  assertEquals(coverage.unreadableRecords, coverage.windows);
});

Deno.test("splitting stops where all sessions of a full response span the window", async () => {
  const range = last(24 * HOUR_MS);
  // 7200 sessions run at any moment.
  const source = evenSource(range, { everyMs: 1000, lengthMs: 2 * HOUR_MS, rules: OVERLAP });
  const api = new WatchedApi((request) => Promise.resolve(source.answer(request)));
  const { coverage, sessions } = await collect(range, api.requestPage, api.clock);
  assertEquals(coverage.gaps.map(({ startMs, endMs, reason }) => ({ startMs, endMs, reason })), [
    { ...range, reason: "saturated" },
  ]);
  assert(api.asked.length < 1000, `${api.asked.length} requests for a day that cannot be split`);
  assert(sessions.length > 30_000, "what came is there");
});

Deno.test("sessions that run all day are recognized in every window that brings them", async () => {
  const range = last(24 * HOUR_MS);
  // 600 sessions run at any moment, so that many come in nearly every window.
  const source = evenSource(range, { everyMs: 20_000, lengthMs: 200 * 60_000, rules: OVERLAP });
  const api = new WatchedApi((request) => Promise.resolve(source.answer(request)));
  const { coverage, sessions } = await collect(range, api.requestPage, api.clock);
  assertEquals(coverage.complete, true);
  assertEquals(sessions.length, source.matches(range).length);
  assert(coverage.duplicates > 1000);
});

/** An API that fails for the windows that hold a moment. */
function failingAt(range: TimeWindow, failMs: number, error: Error): WatchedApi {
  const source = evenSource(range, { everyMs: 20_000 });
  return new WatchedApi((request) => {
    const { startMs, endMs } = request.window;
    const isHit = startMs <= failMs && failMs < endMs;
    return isHit ? Promise.reject(error) : Promise.resolve(source.answer(request));
  });
}

Deno.test("a failed window ends the collection after the windows before it", async () => {
  const range = last(24 * HOUR_MS);
  const failMs = NOW_MS - 12 * HOUR_MS;
  const api = failingAt(range, failMs, new ServerError("The API failed with 500", {}));
  const pages: SessionPage[] = [];
  const stream = api.pages(range);
  const run = runWithClock(
    (async () => {
      for await (const page of stream) pages.push(page);
    })(),
    api.clock,
  );
  await assertRejects(() => run, ServerError, "500");
  assert(pages.length > 1);
  assert(pages.at(-1)!.window.startMs > failMs, "the windows before it were delivered");
  assertEquals([api.active, api.clock.pendingTimers], [0, 0]);
  assertEquals(stream.coverage.complete, false);
});

Deno.test("with onWindowError gap, a failed window is named and the others are delivered", async () => {
  const range = last(24 * HOUR_MS);
  const failMs = NOW_MS - 12 * HOUR_MS;
  const api = failingAt(range, failMs, new ServerError("The API failed with 500", {}));
  const { coverage, sessions } = await collect(range, api.requestPage, api.clock, {
    onWindowError: "gap",
  });
  assertEquals(coverage.gaps.length, 1);
  const [gap] = coverage.gaps;
  assertEquals(gap!.reason, "failed");
  assert(gap!.message.includes("The API failed with 500"));
  assert(gap!.startMs <= failMs && failMs <= gap!.endMs);
  const missing = evenSource(range, { everyMs: 20_000 }).matches(gap!).length;
  assert(sessions.length >= 4320 - missing && sessions.length < 4320);
});

Deno.test("errors that every window would meet end the collection, whatever onWindowError says", async () => {
  const errors = [
    new AuthenticationError("401", {}),
    new QueryError("400", [], { status: 400 }),
    new TypeError("a bug"),
  ];
  for (const error of errors) {
    const api = failingAt(last(24 * HOUR_MS), NOW_MS - HOUR_MS, error);
    await assertRejects(
      () => collect(last(24 * HOUR_MS), api.requestPage, api.clock, { onWindowError: "gap" }),
      error.constructor as typeof Error,
    );
    assertEquals(api.asked.length, 1, "nothing is asked in vain");
  }
});

Deno.test("what falls off the maximum age while a collection runs is named, not an error", async () => {
  const range = last(CONTENT.limits.maxAgeMs);
  for (const order of ["oldest", "newest"] as const) {
    const source = evenSource(range, { everyMs: 200_000 });
    const api: WatchedApi = new WatchedApi(({ window, ...request }) => {
      // The API's clock is ahead by some seconds.
      return window.startMs < api.clock.now() + 5000 - CONTENT.limits.maxAgeMs
        ? Promise.reject(new QueryError("The start is too old", [], { status: 400, attempts: 1 }))
        : Promise.resolve(source.answer({ window, ...request }));
    });
    const { coverage, sessions } = await collect(range, api.requestPage, api.clock, { order });
    assertEquals(coverage.gaps.map(({ reason }) => reason), ["too_old"], order);
    const [gap] = coverage.gaps;
    assertEquals(gap!.startMs, range.startMs);
    assert(gap!.endMs - gap!.startMs < 10 * 60_000, "hardly more than what is too old");
    assertEquals(
      sessions.length,
      source.matches({ startMs: gap!.endMs, endMs: range.endMs }).length,
    );
  }
});

Deno.test("a range that is too old or in the future takes no request and is named", async () => {
  const spans = [
    { range: { startMs: NOW_MS + 1, endMs: NOW_MS + HOUR_MS }, reason: "future" },
    {
      range: {
        startMs: NOW_MS - CONTENT.limits.maxAgeMs - HOUR_MS,
        endMs: NOW_MS - CONTENT.limits.maxAgeMs - 60_000,
      },
      reason: "too_old",
    },
  ];
  for (const { range, reason } of spans) {
    const api = evenApi(range, 1000);
    const { coverage, pages } = await collect(range, api.requestPage, api.clock);
    assertEquals([api.asked.length, pages.length], [0, 0]);
    assertEquals(coverage.gaps.map(({ startMs, endMs, reason }) => ({ startMs, endMs, reason })), [
      { ...range, reason },
    ]);
    assertEquals(coverage.complete, false);
  }
});

Deno.test("a range that reaches into the future is collected up to now", async () => {
  const range = { startMs: NOW_MS - HOUR_MS, endMs: NOW_MS + HOUR_MS };
  for (const order of ["newest", "oldest"] as const) {
    const api = evenApi(range, 60_000);
    const { coverage, sessions } = await collect(range, api.requestPage, api.clock, { order });
    assert(api.asked.every(({ window }) => window.endMs <= NOW_MS));
    assertEquals(sessions.length, 60);
    assertEquals(coverage.gaps.map(({ startMs, endMs, reason }) => ({ startMs, endMs, reason })), [
      { startMs: NOW_MS, endMs: range.endMs, reason: "future" },
    ]);
  }
});
