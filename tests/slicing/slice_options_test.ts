import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { QueryError } from "../../src/errors.ts";
import { CheckedQuery } from "../../src/query/check/checked_query.ts";
import { sliceSessions } from "../../src/slicing/slice_sessions.ts";
import type { SessionPage, SliceProgress } from "../../src/slicing/types.ts";
import { collect } from "../support/collect.ts";
import { evenSource } from "../support/even_source.ts";
import { runWithClock, settle } from "../support/fake_clock.ts";
import { NO_FILTERS } from "../support/no_filters.ts";
import { evenApi, last } from "../support/watched_api.ts";

const HOUR_MS = 3_600_000;

const startOf = (session: SessionPage["sessions"][number]) => session.session_start_timestamp_ms!;

Deno.test("leaving early, in whichever way, leaves no request running and no timer", async () => {
  const range = last(24 * HOUR_MS);
  const ways: Record<string, (page: SessionPage, abort: AbortController) => "leave" | void> = {
    break: () => "leave",
    throw: () => {
      throw new Error("left");
    },
    abort: (_, abort) => abort.abort(new Error("left")),
  };
  for (const [way, leave] of Object.entries(ways)) {
    const api = evenApi(range, 400);
    const abort = new AbortController();
    const stream = api.pages(range, { signal: abort.signal, concurrency: 6 });
    const run = runWithClock(
      (async () => {
        let pages = 0;
        for await (const page of stream) {
          // By the sixth, the others run ahead.
          if (++pages === 6 && leave(page, abort) === "leave") return;
        }
      })(),
      api.clock,
    );
    if (way === "break") await run;
    else await assertRejects(() => run, Error, "left");
    assert(api.mostActive > 1);
    assertEquals([api.active, api.clock.pendingTimers], [0, 0], way);
    assertEquals(stream.coverage.complete, false);
    const asked = api.asked.length;
    await settle();
    assertEquals(api.asked.length, asked, "nothing is asked any more");
  }
});

Deno.test("an abort while requests run throws its reason at once", async () => {
  const api = evenApi(last(24 * HOUR_MS), 4000);
  const abort = new AbortController();
  const stream = api.pages(last(24 * HOUR_MS), { signal: abort.signal });
  const next = stream[Symbol.asyncIterator]().next();
  await settle();
  assertEquals(api.active, 1);
  abort.abort(new Error("enough"));
  await assertRejects(() => next, Error, "enough");
  assertEquals([api.active, api.clock.pendingTimers], [0, 0]);

  const late = api.pages(last(HOUR_MS), { signal: abort.signal });
  await assertRejects(() => late[Symbol.asyncIterator]().next(), Error, "enough");
  assertEquals(api.asked.length, 1, "an aborted signal sends nothing");
});

Deno.test("no more requests run at a time than allowed, nor far ahead of a slow consumer", async () => {
  const range = last(24 * HOUR_MS);
  for (const concurrency of [1, 3]) {
    const api = evenApi(range, 400);
    const iterator = api.pages(range, { concurrency })[Symbol.asyncIterator]();
    await runWithClock(
      (async () => {
        for (let i = 0; i < 5; i++) await iterator.next();
      })(),
      api.clock,
    );
    const asked = api.asked.length;
    for (let i = 0; i < 100; i++) {
      api.clock.advanceToNextTimer();
      await settle();
    }
    assert(api.asked.length - asked <= 2 * concurrency);
    assertEquals(api.mostActive, concurrency);
    await iterator.return?.();
  }
});

Deno.test("a limit delivers exactly the newest sessions, in few requests", async () => {
  for (const everyMs of [200, 2000, 60_000]) {
    for (const limit of [1, 20, 3000]) {
      const range = last(12 * HOUR_MS);
      const api = evenApi(range, everyMs);
      const { sessions, coverage } = await collect(range, api.requestPage, api.clock, { limit });
      const wanted = Math.min(limit, Math.floor((12 * HOUR_MS) / everyMs));
      const newest = Array.from({ length: wanted }, (_, i) => i);
      const source = evenSource(range, { everyMs });
      const all = [...source.matches(range)].reverse();
      assertEquals(
        sessions.map((session) => session.session_id),
        newest.map((i) => String(all[i])),
      );
      assertEquals(coverage.limitReached, limit <= all.length && limit === wanted);
      const least = Math.ceil(wanted / 1400);
      const span = (wanted * everyMs) / CONTENT.limits.maxWindowMs;
      assert(
        api.asked.length <= least + span + 7,
        `${api.asked.length} requests for ${limit} sessions, one each ${everyMs} ms`,
      );
    }
  }
});

Deno.test("a limit that is never met is not reached", async () => {
  const range = last(HOUR_MS);
  const api = evenApi(range, 60_000);
  const { coverage } = await collect(range, api.requestPage, api.clock, { limit: 61 });
  assertEquals([coverage.sessions, coverage.limitReached, coverage.complete], [60, false, true]);
  const exact = await collect(range, api.requestPage, api.clock, { limit: 60 });
  assertEquals([exact.coverage.limitReached, exact.coverage.complete], [false, true]);
});

Deno.test("progress grows to the end and adds up to the coverage", async () => {
  const range = last(24 * HOUR_MS);
  const api = evenApi(range, 4000);
  const reports: SliceProgress[] = [];
  const { coverage } = await collect(range, api.requestPage, api.clock, {
    onProgress: (progress) => reports.push(progress),
  });
  assertEquals(reports.length, coverage.windows);
  assertEquals(reports.at(-1), {
    windows: coverage.windows,
    sessions: coverage.sessions,
    requests: coverage.requests,
    fraction: 1,
    saturatedResponses: coverage.requests - coverage.windows,
    gaps: 0,
  });
  const fractions = reports.map(({ fraction }) => fraction);
  assertEquals(fractions, fractions.toSorted((a, b) => a - b));
});

Deno.test("sessions() delivers the sessions of the pages", async () => {
  const range = last(6 * HOUR_MS);
  const api = evenApi(range, 5000);
  const query = new CheckedQuery(CONTENT, { range, limit: 100, filters: NO_FILTERS });
  const stream = sliceSessions(query, api, {});
  const starts: number[] = [];
  await runWithClock(
    (async () => {
      for await (const session of stream) starts.push(startOf(session));
    })(),
    api.clock,
  );
  assertEquals(starts, starts.toSorted((a, b) => b - a));
  assertEquals([starts.length, stream.coverage.sessions], [100, 100], "the query's limit counts");
});

Deno.test("options that make no sense are refused before anything is asked", () => {
  const api = evenApi(last(HOUR_MS), 1000);
  for (const options of [{ concurrency: 0 }, { limit: 1.5 }, { minWindowMs: NaN }]) {
    assertThrows(() => api.pages(last(HOUR_MS), options), QueryError, Object.keys(options)[0]);
  }
  assertEquals(api.asked.length, 0);
});
