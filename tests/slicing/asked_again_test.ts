import { assert, assertEquals } from "@std/assert";
import { ServerError } from "../../src/errors.ts";
import type { TimeWindow } from "../../src/query/time/time_window.ts";
import { collect } from "../support/collect.ts";
import { evenSource } from "../support/even_source.ts";
import { randomOf } from "../support/random.ts";
import { RecordedSource } from "../support/recorded_source.ts";
import { WatchedApi } from "../support/watched_api.ts";

const HOUR_MS = 3_600_000;
const NOW_MS = Date.parse("2026-11-22T12:00:00Z");
const RANGE: TimeWindow = { startMs: NOW_MS - 9 * HOUR_MS, endMs: NOW_MS };
const failure = () => Promise.reject(new ServerError("The API failed with 503", { attempts: 5 }));
const widthMs = ({ startMs, endMs }: TimeWindow) => endMs - startMs;

Deno.test("a window that fails is asked in halves before it is a gap", async () => {
  const source = evenSource(RANGE, { everyMs: 60_000 });
  const api: WatchedApi = new WatchedApi((request) =>
    api.asked.length === 1 ? failure() : Promise.resolve(source.answer(request))
  );
  const { sessions, coverage } = await collect(RANGE, api.requestPage, api.clock, {
    onWindowError: "gap",
    concurrency: 1,
  });
  assertEquals([sessions.length, coverage.complete], [source.matches(RANGE).length, true]);
  const [first, ...others] = api.asked.map(({ window }) => window);
  const halves = others.filter((window) =>
    window.startMs >= first!.startMs - 1 && window.endMs <= first!.endMs
  );
  assertEquals(halves.length, 2);
  assert(halves.every((half) => widthMs(half) < 0.6 * widthMs(first!)));
});

Deno.test("what failed is asked once more at the end, and only what fails again is a gap", async () => {
  const source = evenSource(RANGE, { everyMs: 60_000 });
  const brokenMs = RANGE.startMs + 4 * HOUR_MS;
  for (const passes of [true, false]) {
    let isOver = false;
    const api = new WatchedApi((request) => {
      const { startMs, endMs } = request.window;
      if (startMs <= RANGE.startMs) isOver = true;
      const isHit = startMs <= brokenMs && brokenMs < endMs;
      return isHit && !(passes && isOver) ? failure() : Promise.resolve(source.answer(request));
    });
    const { pages, sessions, coverage } = await collect(RANGE, api.requestPage, api.clock, {
      onWindowError: "gap",
      concurrency: 1,
    });
    const named = pages.flatMap((page) => page.coverage.gaps);
    assert(named.some(({ reason }) => reason === "failed"), "it is named when its turn comes");
    assertEquals(coverage.complete, passes);
    if (passes) assertEquals(sessions.length, source.matches(RANGE).length);
    else {
      assertEquals(coverage.gaps.map(({ reason }) => reason), ["failed"]);
      assert(widthMs(coverage.gaps[0]!) <= HOUR_MS, `${widthMs(coverage.gaps[0]!)} ms`);
      assert(coverage.gaps[0]!.startMs <= brokenMs && brokenMs <= coverage.gaps[0]!.endMs);
    }
  }
});

Deno.test("an API that is out of order is not asked for every half", async () => {
  const api = new WatchedApi(failure);
  const { coverage } = await collect(RANGE, api.requestPage, api.clock, { onWindowError: "gap" });
  assertEquals([coverage.sessions, coverage.complete], [0, false]);
  assertEquals(coverage.gaps.map(({ startMs, endMs }) => [startMs, endMs]), [
    [RANGE.startMs, RANGE.endMs],
  ]);
  assert(api.asked.length <= 32, `${api.asked.length} requests`);
});

Deno.test("a cut that an earlier collection found is kept from the first answer on", async () => {
  const source = evenSource(RANGE, { everyMs: 10_000 });
  const api = new WatchedApi((request) =>
    Promise.resolve(source.answer({ ...request, limit: Math.min(request.limit, 700) }))
  );
  const { sessions, coverage } = await collect(RANGE, api.requestPage, api.clock, {
    knownCut: 700,
  });
  assertEquals([sessions.length, coverage.gaps], [source.matches(RANGE).length, []]);
  assertEquals(coverage.notices.map(({ kind, value }) => [kind, value]), [["cut_off", 700]]);
});

Deno.test("a window that is asked again brings nothing twice, also of what its neighbours had", async () => {
  // Crowds at whole minutes, where windows end, so that two neighbours have them. The window in the
  // middle goes out before the last one shows that the first was cut off.
  const minutes = Array.from({ length: 9 * 60 }, (_, minute) => minute);
  const startsMs = Float64Array.from(
    minutes.flatMap((minute) =>
      Array(170 <= minute && minute < 350 ? 2 : 12).fill(RANGE.startMs + minute * 60_000)
    ),
  );
  const rules = { selection: "start", ends: "inclusive" } as const;
  const source = new RecordedSource(startsMs, startsMs, rules, randomOf(2));
  const api: WatchedApi = new WatchedApi((request) =>
    Promise.resolve(source.answer({ ...request, limit: Math.min(request.limit, 487) }))
  );
  const { pages, sessions, coverage } = await collect(RANGE, api.requestPage, api.clock, {
    concurrency: 1,
  });
  assertEquals(pages.flatMap((page) => page.coverage.gaps).map(({ reason }) => reason), [
    "saturated",
  ]);
  const ids = new Set(sessions.map(({ session_id }) => session_id));
  assertEquals([ids.size, coverage.complete], [sessions.length, true]);
  assertEquals(sessions.length, source.matches(RANGE).length);
});
