import { assert, assertEquals, assertRejects } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import type { RequestPage } from "../../src/client/request/request_page.ts";
import { ServerError } from "../../src/errors.ts";
import type { TimeWindow } from "../../src/query/time/time_window.ts";
import type { Session } from "../../src/session/session.ts";
import type { SliceOptions } from "../../src/slicing/types.ts";
import { collect } from "../support/collect.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { randomOf } from "../support/random.ts";
import { RecordedSource, START_HALF_OPEN } from "../support/recorded_source.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.parse("2026-11-22T12:00:00Z");

/** Which sessions of a window come when it has too many. */
type Choice = "any" | "oldest" | "newest";

const last = (ms: number): TimeWindow => ({ startMs: NOW_MS - ms, endMs: NOW_MS });

/** Sessions at random moments, as many a day. */
function randomSource(range: TimeWindow, perDay: number): RecordedSource {
  const random = randomOf(perDay);
  const lengthMs = range.endMs - range.startMs;
  const startsMs = Float64Array.from(
    { length: Math.round((perDay * lengthMs) / DAY_MS) },
    () => Math.floor(range.startMs + random() * lengthMs),
  ).sort();
  return new RecordedSource(startsMs, startsMs, START_HALF_OPEN, random);
}

/** Sessions of which each part of a range has exactly so many, however it is asked. */
function steadySource(range: TimeWindow, everyMs: number): RecordedSource {
  const startsMs = Float64Array.from(
    { length: Math.ceil((range.endMs - range.startMs) / everyMs) },
    (_, i) => range.startMs + i * everyMs,
  );
  return new RecordedSource(startsMs, startsMs, START_HALF_OPEN, randomOf(1));
}

/** A range of which the longest windows, oldest first, have so many sessions. */
function windowsOf(lengths: readonly number[]) {
  // The longest that ends at a whole minute: windows share a millisecond with their neighbours.
  const windowMs = CONTENT.limits.maxWindowMs - 60_000;
  const range = last(lengths.length * windowMs);
  const startsMs = Float64Array.from(
    lengths.flatMap((length, i) =>
      Array.from(
        { length },
        (_, j) => Math.floor(range.startMs + (i + 0.1 + (0.8 * j) / length) * windowMs),
      )
    ),
  );
  return { range, source: new RecordedSource(startsMs, startsMs, START_HALF_OPEN, randomOf(1)) };
}

/** An API that gives no more than so many sessions, whatever limit it is asked for. */
function cappedApi(source: RecordedSource, cap: number, choice: Choice = "any") {
  const clock = new FakeClock(NOW_MS);
  const random = randomOf(5);
  const asked: { window: TimeWindow; length: number }[] = [];
  const requestPage: RequestPage = async ({ window, limit }) => {
    await new Promise<void>((resolve) => clock.setTimer(resolve, 500 + 1000 * random()));
    const most = Math.min(cap, limit);
    const all = source.answer({ window, limit: choice === "any" ? most : Infinity });
    const byStart = all.sessions.toSorted((a, b) => startOf(a) - startOf(b));
    const sessions = choice === "newest" ? byStart.slice(-most) : byStart.slice(0, most);
    asked.push({ window, length: sessions.length });
    return { ...all, sessions };
  };
  return {
    clock,
    asked,
    requestPage,
    collect: (range: TimeWindow, options?: SliceOptions) =>
      collect(range, requestPage, clock, options),
  };
}

function startOf(session: Session): number {
  return session.session_start_timestamp_ms!;
}

/** Those of a range that did not come and do not lie in a gap either. */
function lostInSilence(
  source: RecordedSource,
  range: TimeWindow,
  { sessions, coverage }: Awaited<ReturnType<typeof collect>>,
): number {
  const found = new Set(sessions.map((session) => Number(session.session_id)));
  const named = new Set(coverage.gaps.flatMap((gap) => [...source.matches(gap)]));
  return source.matches(range).filter((id) => !found.has(id) && !named.has(id)).length;
}

Deno.test("an API that cuts off at a round number loses no session", async () => {
  const range = last(DAY_MS);
  const source = randomSource(range, 60_000);
  for (const cap of [CONTENT.limits.defaultSessions, 500, 512, 1000]) {
    for (const choice of ["any", "oldest", "newest"] as const) {
      for (const concurrency of [1, 4]) {
        for (const order of ["oldest", "newest"] as const) {
          const api = cappedApi(source, cap, choice);
          const { sessions, coverage } = await api.collect(range, { concurrency, order });
          const what = `${cap}, ${choice}, ${concurrency} at a time, ${order}`;
          assertEquals([sessions.length, coverage.gaps], [60_000, []], what);
          assert(coverage.complete);
          // A cut at the near end takes more, as at the limit asked for.
          const least = 60_000 / cap;
          const most = choice === "any" ? 1.7 : 2.5;
          assert(api.asked.length < most * least + 12, `${api.asked.length} requests: ${what}`);
        }
      }
    }
  }
});

Deno.test("a cap below a range of a single window is noticed", async () => {
  const range = last(2 * HOUR_MS);
  const source = randomSource(range, 60_000);
  const { sessions, coverage } = await cappedApi(source, 500).collect(range);
  assertEquals([sessions.length, coverage.complete], [5000, true]);
});

Deno.test("a cap is noticed in a burst at a few moments, though several answers together have a part of it", async () => {
  for (const lengthMs of [5000, 40 * 60_000, 3 * HOUR_MS]) {
    for (const burst of [[96, 46], [157, 65, 10]]) {
      for (const order of ["newest", "oldest"] as const) {
        const range = last(lengthMs);
        const startsMs = Float64Array.from(
          burst.flatMap((count, i) =>
            new Array<number>(count).fill(range.startMs + 953 + 1000 * i)
          ),
        );
        const source = new RecordedSource(startsMs, startsMs, START_HALF_OPEN, randomOf(lengthMs));
        const result = await cappedApi(source, 100).collect(range, { order, concurrency: 1 });
        const what = `${burst} in ${lengthMs} ms, ${order}`;
        assertEquals(lostInSilence(source, range, result), 0, what);
        assertEquals(result.coverage.notices.map(({ value }) => value), [100], what);
        assert(burst[0]! > 100 || result.coverage.complete, what);
      }
    }
  }
});

Deno.test("a round cap is noticed though all that is missing lies in one half of the only window", async () => {
  const range = last(2 * HOUR_MS);
  for (let seed = 1; seed <= 40; seed++) {
    for (const above of [1, 2, 5]) {
      const random = randomOf(seed);
      const startsMs = Float64Array.from(
        { length: 100 + above },
        () => Math.floor(range.startMs + random() * 2 * HOUR_MS),
      ).sort();
      const source = new RecordedSource(startsMs, startsMs, START_HALF_OPEN, random);
      const { sessions, coverage } = await cappedApi(source, 100).collect(range);
      assertEquals([sessions.length, coverage.complete], [100 + above, true], `seed ${seed}`);
    }
  }
});

Deno.test("under a cap, a limit delivers exactly the newest sessions", async () => {
  const range = last(DAY_MS);
  const source = randomSource(range, 60_000);
  for (const limit of [20, 700]) {
    const { sessions } = await cappedApi(source, 100).collect(range, { limit });
    // Those of the same millisecond come in any order.
    const newest = [...source.matches(range)].toReversed().map((id) => startOf(source.session(id)));
    assertEquals(sessions.map(startOf), newest.slice(0, limit));
  }
});

Deno.test("a cap that is no round number is noticed when it comes again, and what went out is named and asked again", async () => {
  const range = last(DAY_MS);
  const source = randomSource(range, 30_000);
  for (const concurrency of [1, 4]) {
    const api = cappedApi(source, 487);
    const result = await api.collect(range, { concurrency });
    const { pages, coverage } = result;
    assertEquals(lostInSilence(source, range, result), 0);
    assertEquals([result.sessions.length, coverage.complete, coverage.gaps], [30_000, true, []]);
    const naming = pages.filter((page) => page.coverage.gaps.length > 0);
    assertEquals(naming.length, 1, "who stores page by page hears of it");
    const [gap] = naming[0]!.coverage.gaps;
    assertEquals({ startMs: gap!.startMs, endMs: gap!.endMs }, pages[0]!.window);
    assert(gap!.message.includes("487") && gap!.message.includes("cuts off"), gap!.message);
    const again = pages.filter(({ window }) =>
      window.startMs >= gap!.startMs && window.endMs <= gap!.endMs
    );
    assert(again.length > 1 && again.at(-1) === pages.at(-1), "and of what is asked again");
    assertEquals(coverage.notices.map(({ kind, value }) => [kind, value]), [["cut_off", 487]]);
  }
});

Deno.test("a low cap that is no round number is noticed after a few windows", async () => {
  const range = last(DAY_MS);
  const source = randomSource(range, 6000);
  for (const cap of [20, 37, 90, 150]) {
    const { sessions, coverage } = await cappedApi(source, cap).collect(range, { concurrency: 1 });
    assertEquals([sessions.length, coverage.complete, coverage.gaps], [6000, true, []], `${cap}`);
  }
});

Deno.test("what had come before a cap was noticed is asked again if it has not gone out", async () => {
  const range = last(30 * HOUR_MS);
  const denseMs = range.endMs - 2 * HOUR_MS;
  // Grows so slowly that no answer is cut off before many windows are asked at a time.
  const everyMs = (atMs: number) =>
    atMs >= denseMs ? 250 : Math.max(1000, 9000 * 9 ** (-(atMs - range.startMs) / DAY_MS));
  const starts: number[] = [];
  for (let atMs = range.startMs; atMs < range.endMs; atMs += everyMs(atMs)) {
    starts.push(Math.floor(atMs));
  }
  const startsMs = Float64Array.from(starts);
  const source = new RecordedSource(startsMs, startsMs, START_HALF_OPEN, randomOf(1));
  const api = cappedApi(source, 1490);
  let isOvertaken = false;
  const requestPage: RequestPage = async (request, signal) => {
    if (request.window.endMs > denseMs && !isOvertaken) {
      isOvertaken = true;
      await new Promise<void>((resolve) => api.clock.setTimer(resolve, 60_000));
    }
    return api.requestPage(request, signal);
  };
  const { sessions, coverage } = await collect(range, requestPage, api.clock, { order: "oldest" });
  assertEquals([sessions.length, coverage.gaps], [source.matches(range).length, []]);
});

Deno.test("a day that has as many sessions as a cap might be is not cut up, and nothing is reported", async () => {
  for (const [perWindow, extra] of [[100, 6], [300, 12], [487, 12], [180, 5], [3, 2]] as const) {
    const range = last(CONTENT.limits.maxAgeMs - HOUR_MS);
    const everyMs = CONTENT.limits.maxWindowMs / perWindow;
    const source = steadySource(range, everyMs);
    const api = cappedApi(source, Infinity);
    const { coverage, sessions } = await api.collect(range, { order: "oldest", concurrency: 1 });
    assertEquals([coverage.complete, sessions.length], [true, source.matches(range).length]);
    const least = Math.ceil((range.endMs - range.startMs) / CONTENT.limits.maxWindowMs);
    assert(
      api.asked.length <= least + extra + 1,
      `${api.asked.length} requests for ${least} windows of ${perWindow}`,
    );
  }
});

Deno.test("an answer that is round by chance takes a request for either half, and nothing is reported", async () => {
  const range = last(HOUR_MS);
  const source = steadySource(range, HOUR_MS / 500);
  for (const concurrency of [1, 4]) {
    const api = cappedApi(source, Infinity);
    const { coverage, sessions } = await api.collect(range, { concurrency });
    assertEquals([sessions.length, coverage.complete, coverage.gaps], [500, true, []]);
    assertEquals([api.asked.length, coverage.requests], [3, 3]);
  }
});

Deno.test("a length that was exceeded is not suspected any more", async () => {
  const lengths = [100, 151, 100, 100, 100];
  const { range, source } = windowsOf(lengths);
  const api = cappedApi(source, Infinity);
  const { coverage } = await api.collect(range, { order: "oldest", concurrency: 1 });
  assert(coverage.complete);
  assertEquals(api.asked.map(({ length }) => length).filter((length) => length === 100).length, 4);
  assertEquals(api.asked.length, lengths.length + 2, "only the first of them was checked");
});

Deno.test("sessions that end while a window is checked are no proof of a cap", async () => {
  const lengths = [390, 390, 390, 390, 390, 390, 390, 405];
  const { range, source } = windowsOf(lengths);
  const api = cappedApi(source, Infinity);
  const hidden = new Set([...source.matches(range)].slice(-5));
  const requestPage: RequestPage = async (request, signal) => {
    const isFirst = api.asked.length === 0;
    const page = await api.requestPage(request, signal);
    const sessions = page.sessions.filter(({ session_id }) =>
      !isFirst || !hidden.has(Number(session_id))
    );
    return { ...page, sessions };
  };
  const { coverage, sessions } = await collect(range, requestPage, api.clock, { concurrency: 1 });
  assertEquals([sessions.length, coverage.complete], [7 * 390 + 405, true]);
  // One check of the round length, and one of so many lengths close together.
  assertEquals(api.asked.length, lengths.length + 3, "windows are as wide as before");
});

Deno.test("a cap in a window of the smallest width is named with the number at which it cuts", async () => {
  const range = last(2000);
  const source = steadySource(range, 1);
  const result = await cappedApi(source, 500).collect(range, { minWindowMs: 1000 });
  assertEquals(lostInSilence(source, range, result), 0);
  assert(result.coverage.gaps.every(({ reason }) => reason === "saturated"));
  assert(result.coverage.gaps[0]!.message.includes("500 (where the API cuts off in silence)"));
});

Deno.test("a part of a check that fails is a failure like any other, and leaves nothing hanging", async () => {
  const range = last(DAY_MS);
  const source = randomSource(range, 60_000);
  for (const concurrency of [1, 2, 4]) {
    for (const failing of [2, 3, 4, 5, 6, 7]) {
      const run = (onWindowError: "throw" | "gap") => {
        const api = cappedApi(source, 500);
        let requests = 0;
        const requestPage: RequestPage = (request, signal) =>
          ++requests === failing
            ? Promise.reject(new ServerError("The API failed with 500", { attempts: 1 }))
            : api.requestPage(request, signal);
        return collect(range, requestPage, api.clock, { concurrency, onWindowError });
      };
      await assertRejects(() => run("throw"), ServerError);
      const result = await run("gap");
      assertEquals([result.sessions.length, result.coverage.complete], [60_000, true]);
    }
  }
});
