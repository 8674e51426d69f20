import { assert, assertEquals, assertRejects } from "@std/assert";
import { LIMITS } from "../../gen/facts.ts";
import type { RequestPage } from "../../src/client/request_page.ts";
import { AuthenticationError, ServerError } from "../../src/errors/mod.ts";
import { slicePages, sliceSessions } from "../../src/slicing/mod.ts";
import { collect } from "../support/collect.ts";
import { FakeClock, runWithClock, settle } from "../support/fake_clock.ts";
import { NO_FILTERS } from "../support/no_filters.ts";
import { randomOf } from "../support/random.ts";
import { RecordedSource, START_HALF_OPEN } from "../support/recorded_source.ts";

const HOUR_MS = 3_600_000;
const NOW_MS = Date.parse("2026-11-22T12:00:00Z");
const RANGE = { startMs: NOW_MS - 24 * HOUR_MS, endMs: NOW_MS };

/** Sessions of a minute, started evenly over a range. */
function evenSource(count: number, range = RANGE): RecordedSource {
  const stepMs = (range.endMs - range.startMs) / count;
  const startsMs = Float64Array.from({ length: count }, (_, i) => range.startMs + i * stepMs);
  return new RecordedSource(
    startsMs,
    startsMs.map((ms) => ms + 60_000),
    START_HALF_OPEN,
    randomOf(1),
  );
}

/** Answers after a second of the clock's, and knows what is still running. */
function slowly(source: RecordedSource, clock: FakeClock) {
  const running = new Set<number>();
  let asked = 0;
  const requestPage: RequestPage = (request, signal) => {
    const id = asked++;
    running.add(id);
    return new Promise((resolve, reject) => {
      const cancel = clock.setTimer(() => {
        running.delete(id);
        resolve(source.answer(request));
      }, 1000);
      signal?.addEventListener("abort", () => {
        cancel();
        running.delete(id);
        reject(signal.reason);
      });
    });
  };
  return { requestPage, running, asked: () => asked };
}

const query = (range = RANGE, limit?: number) => ({ range, limit, filters: NO_FILTERS });

Deno.test("leaving a loop early leaves no request running and no timer", async () => {
  const clock = new FakeClock(NOW_MS);
  const { requestPage, running } = slowly(evenSource(100_000), clock);
  const pages = slicePages(query(), { requestPage, clock }, { concurrency: 6 });
  await runWithClock(
    (async () => {
      let count = 0;
      for await (const _ of pages) if (++count === 3) break;
    })(),
    clock,
  );
  assertEquals([running.size, clock.pendingTimers], [0, 0]);
  assertEquals(pages.coverage.complete, false, "what was left out is not called complete");
});

Deno.test("an abort ends a collection with the caller's reason and all its requests", async () => {
  const clock = new FakeClock(NOW_MS);
  const { requestPage, running, asked } = slowly(evenSource(100_000), clock);
  const abort = new AbortController();
  const reason = new Error("enough");
  const loop = (async () => {
    const sessions = sliceSessions(query(), { requestPage, clock }, { signal: abort.signal });
    for await (const _ of sessions);
  })().catch((error) => error);
  for (let i = 0; i < 5; i++) {
    await settle();
    clock.advanceToNextTimer();
  }
  abort.abort(reason);
  assertEquals(await loop, reason);
  const before = asked();
  await settle();
  assertEquals([running.size, clock.pendingTimers, asked() - before], [0, 0, 0]);
});

Deno.test("a limit brings the newest sessions, all of them, and says that there may be more", async () => {
  for (const perDay of [2_000, 100_000, 3_000_000]) {
    for (const limit of [1, 20, 500, 4000]) {
      const source = evenSource(perDay);
      const clock = new FakeClock(NOW_MS);
      const { requestPage, asked } = slowly(source, clock);
      const { sessions, coverage } = await collect(RANGE, requestPage, clock, { limit });
      const newest = [...source.matches(RANGE)].reverse().slice(0, limit).map(String);
      assertEquals(sessions.map((session) => session.session_id), newest);
      assertEquals([coverage.limitReached, coverage.complete], [perDay > limit, perDay <= limit]);
      assert(asked() < 25, `${asked()} requests for ${limit} of ${perDay} a day`);
    }
  }
});

Deno.test("a range that reaches beyond the API's is clamped at both ends, and the rest is named", async () => {
  const clock = new FakeClock(NOW_MS);
  const range = { startMs: NOW_MS - LIMITS.maxAgeMs - HOUR_MS, endMs: NOW_MS + HOUR_MS };
  const asked: number[] = [];
  const { requestPage } = slowly(evenSource(3000, range), clock);
  const { coverage } = await collect(range, (request, signal) => {
    asked.push(clock.now() - request.window.startMs);
    assert(request.window.endMs <= NOW_MS);
    return requestPage(request, signal);
  }, clock);
  assert(Math.max(...asked) <= LIMITS.maxAgeMs, "nothing too old was asked");
  assertEquals(coverage.gaps.map(({ reason }) => reason), ["too_old", "future"]);
  const [tooOld, future] = coverage.gaps;
  assertEquals(tooOld!.startMs, range.startMs);
  assert(tooOld!.endMs - (NOW_MS - LIMITS.maxAgeMs) < 20 * 60_000, "no more than had to go");
  assertEquals([future!.startMs, future!.endMs], [NOW_MS, range.endMs]);
  assertEquals(coverage.complete, false);
});

Deno.test("a window too dense to split is delivered as it came, and named", async () => {
  const clock = new FakeClock(NOW_MS);
  const burst = { startMs: NOW_MS - HOUR_MS, endMs: NOW_MS - HOUR_MS + 100 };
  const { requestPage } = slowly(evenSource(5000, burst), clock);
  const { sessions, coverage } = await collect(RANGE, requestPage, clock, { minWindowMs: 1000 });
  assertEquals(coverage.gaps.length, 1);
  const [gap] = coverage.gaps;
  assertEquals(gap!.reason, "saturated");
  assert(gap!.startMs <= burst.startMs && gap!.endMs >= burst.endMs);
  assert(gap!.endMs - gap!.startMs <= 1000);
  assert(sessions.length >= LIMITS.maxSessions, "what came of it stays");
});

Deno.test("windows that splitting cannot help are not split to crumbs", async () => {
  const clock = new FakeClock(NOW_MS);
  const always = new Float64Array(4000).fill(RANGE.startMs - HOUR_MS);
  const source = new RecordedSource(
    always,
    always.map(() => RANGE.endMs + HOUR_MS),
    { selection: "overlap", ends: "half_open" },
    randomOf(1),
  );
  const { requestPage, asked } = slowly(source, clock);
  const { coverage } = await collect(RANGE, requestPage, clock);
  assert(asked() < 50, `${asked()} requests`);
  assertEquals(coverage.gaps.map(({ reason, startMs, endMs }) => [reason, startMs, endMs]), [
    ["saturated", RANGE.startMs, RANGE.endMs],
  ]);
});

Deno.test("a failure ends a collection after the windows before it, unless gaps are wanted", async () => {
  const failing = (error: Error) => {
    const clock = new FakeClock(NOW_MS);
    const source = evenSource(20_000);
    const delivered: number[] = [];
    const requestPage: RequestPage = (request) =>
      request.window.startMs < NOW_MS - 12 * HOUR_MS
        ? Promise.reject(error)
        : Promise.resolve(source.answer(request));
    const run = (onWindowError: "throw" | "gap") =>
      runWithClock(
        (async () => {
          const pages = slicePages(query(), { requestPage, clock }, { onWindowError });
          for await (const page of pages) delivered.push(page.sessions.length);
          return pages.coverage;
        })(),
        clock,
      );
    return { run, delivered };
  };
  const broken = new ServerError("The API failed with 500", { status: 500, attempts: 5 });
  const thrown = failing(broken);
  assertEquals(await thrown.run("throw").catch((error) => error), broken);
  assert(thrown.delivered.length > 0);

  const coverage = await failing(broken).run("gap");
  assert(coverage.gaps.length > 0 && coverage.gaps.every(({ reason }) => reason === "failed"));

  const refused = new AuthenticationError("The API refused the key pair with 401");
  await assertRejects(() => failing(refused).run("gap"), AuthenticationError);
});
