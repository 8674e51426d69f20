import { assert, assertEquals } from "@std/assert";
import {
  createSandbox,
  isHidden,
  type RequestLogEntry,
  type SandboxOptions,
} from "../../sandbox/mod.ts";
import { CONTENT, createSessionsClient, sessionKey, type SliceOptions } from "../../src/mod.ts";
import { FakeClock, runWithClock } from "../support/fake_clock.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.parse("2026-11-22T12:34:56.789Z");
/** Long over, so that no session of it ends while it is collected. */
const LATEST_END_MS = NOW_MS - 2 * DAY_MS;

/** Collects a range of an API that deviates, and says what of it did not come. */
async function collect(
  deviation: SandboxOptions,
  rangeMs: number,
  options: SliceOptions = {},
) {
  const clock = new FakeClock(NOW_MS);
  const range = { startMs: LATEST_END_MS - rangeMs, endMs: LATEST_END_MS };
  const log: RequestLogEntry[] = [];
  const sandbox = createSandbox({
    selection: "start",
    now: clock.now,
    delay: () => Promise.resolve(),
    rateLimits: false,
    incidents: [],
    onRequest: (entry) => log.push(entry),
    ...deviation,
  });
  const client = createSessionsClient({
    credentials: sandbox.credentials,
    fetch: sandbox.fetch,
    now: clock.now,
    setTimer: clock.setTimer,
  });
  const pages = client.pages({ start: range.startMs, end: range.endMs }, {
    ...options,
    onWindowError: "gap",
  });
  const found: string[] = [];
  await runWithClock(
    (async () => {
      for await (const page of pages) {
        found.push(...page.sessions.map((session) => sessionKey(session, CONTENT)));
      }
    })(),
    clock,
  );
  const truth = sandbox.truth(range)
    .filter(({ session_id }) => !isHidden(String(session_id), deviation.hiddenShare ?? 0));
  const keys = new Set(found);
  assertEquals(keys.size, found.length, "no session comes twice");
  const missing = truth.filter((record) => !keys.has(sessionKey(record as never, CONTENT)));
  const known = new Set(truth.map((record) => sessionKey(record as never, CONTENT)));
  if (deviation.roundWindows?.direction !== "outwards") {
    assert(found.every((key) => known.has(key)), "no session comes from elsewhere");
  }
  return { truth, missing, coverage: pages.coverage, log, range };
}

Deno.test("rows that are taken out after the limit was applied hide no others", async () => {
  const cases: [SandboxOptions, number, "newest" | "oldest"][] = [
    [{ hiddenShare: 1 / 200, sessionsPerDay: 216_000 }, 2 * HOUR_MS, "newest"],
    [{ hiddenShare: 1 / 200, sessionsPerDay: 216_000, keep: "newest", seed: 5 }, HOUR_MS, "oldest"],
    [{ hiddenShare: 1 / 200, sessionsPerDay: 216_000, keep: "oldest", seed: 3 }, HOUR_MS, "oldest"],
    [{ hiddenShare: 1 / 20, sessionsPerDay: 216_000, seed: 7 }, HOUR_MS, "newest"],
    [{ hiddenShare: 1 / 10, sessionsPerDay: 100_000, seed: 2 }, 4 * HOUR_MS, "oldest"],
    [{ hiddenShare: 1 / 3, sessionsPerDay: 100_000, seed: 2 }, 9 * HOUR_MS, "oldest"],
  ];
  for (const [deviation, rangeMs, order] of cases) {
    const { truth, missing, coverage } = await collect(deviation, rangeMs, { order });
    const what = `${JSON.stringify(deviation)} ${order}`;
    assert(truth.length > 3000, what);
    assertEquals([missing.length, coverage.gaps], [0, []], what);
    assertEquals(coverage.notices.map(({ kind }) => kind), ["cut_off"], what);
  }
});

Deno.test("a maximum that is no round number cuts nothing off, and leaves no gap", async () => {
  for (const [silentCap, concurrency] of [[1499, 1], [1490, 4], [1350, 4], [733, 1]] as const) {
    const { truth, missing, coverage } = await collect(
      { silentCap, sessionsPerDay: 150_000 },
      silentCap < 1000 ? 4 * HOUR_MS : 2 * HOUR_MS,
      { concurrency },
    );
    assertEquals([missing.length, coverage.gaps], [0, []], `${silentCap}`);
    assert(coverage.requests < 2.2 * truth.length / silentCap + 8, `${coverage.requests}`);
  }
});

Deno.test("a maximum in bytes, which cuts off at ever other numbers, cuts nothing off", async () => {
  const { missing, coverage } = await collect(
    { silentMaxBytes: 3_500_000, sessionsPerDay: 150_000 },
    4 * HOUR_MS,
  );
  assertEquals([missing.length, coverage.gaps], [0, []]);
});

Deno.test("a burst is collected in windows of milliseconds", async () => {
  const burst = { atMs: LATEST_END_MS - HOUR_MS / 2, durationMs: 2000, factor: 4000 };
  const { truth, missing, coverage } = await collect(
    { sessionsPerDay: 100_000, bursts: [burst] },
    HOUR_MS,
  );
  assert(truth.length > 7500, `${truth.length}`);
  assertEquals([missing.length, coverage.complete], [0, true]);
  assert(coverage.requests < 60, `${coverage.requests} requests`);
});

Deno.test("an API that does not tell milliseconds apart is not asked for each of them", async () => {
  const burst = { atMs: LATEST_END_MS - HOUR_MS / 2, durationMs: 1000, factor: 4000 };
  const { missing, coverage } = await collect({
    sessionsPerDay: 100_000,
    bursts: [burst],
    roundWindows: { unitMs: 1000, direction: "outwards" },
  }, HOUR_MS);
  assert(
    missing.every(({ session_start_timestamp_ms: startMs }) =>
      coverage.gaps.some((gap) => gap.startMs <= startMs! && startMs! <= gap.endMs)
    ),
  );
  assert(coverage.gaps.length > 0 && coverage.requests < 120, `${coverage.requests} requests`);
});

Deno.test("an API that rounds windows inwards loses nothing, and that is told where it mattered", async () => {
  for (
    const [unitMs, perHour, isTold] of [
      [60_000, 9000, true],
      [60_000, 40_000, true],
      [60_000, 2000, true],
      [1000, 9000, false],
      [1000, 150_000, false],
    ] as const
  ) {
    for (const order of ["newest", "oldest"] as const) {
      const { missing, coverage, range } = await collect(
        { sessionsPerDay: perHour * 24, roundWindows: { unitMs, direction: "inwards" } },
        Math.min(HOUR_MS, 10_000 / perHour * HOUR_MS),
        { order },
      );
      const what = `${unitMs} ms, ${perHour} an hour, ${order}`;
      const inside = missing.filter(({ session_start_timestamp_ms: startMs }) =>
        startMs! > range.startMs + unitMs && startMs! < range.endMs - unitMs
      );
      assertEquals(inside.length, 0, `${inside.length} missing inside: ${what}`);
      if (isTold) {
        assertEquals(coverage.notices.map(({ kind }) => kind), ["rounding"], what);
        assertEquals(missing.length, 0, `${missing.length} missing: ${what}`);
      }
    }
  }
});

Deno.test("answers that fail, lack a part or say so are asked again until they are whole", async () => {
  for (
    const kind of [
      "error_in_200",
      "accepted_202",
      "truncated_json",
      "html_page",
      "empty_body",
      "partial_206",
      "says_more",
      "stray_413",
    ] as const
  ) {
    const { missing, coverage } = await collect(
      { faults: { [kind]: 0.25 }, sessionsPerDay: 60_000 },
      3 * HOUR_MS,
      { order: "oldest" },
    );
    assertEquals([missing.length, coverage.gaps.map(({ message }) => message)], [0, []], kind);
    assert(coverage.complete, kind);
  }
});

Deno.test("an API that always says there is more is believed, told in its words, and not asked without end", async () => {
  const { missing, coverage } = await collect(
    {
      answers: [{ probability: 1, status: 200, body: '{"sessions":$SESSIONS,"partial":true}' }],
      sessionsPerDay: 20_000,
    },
    12 * HOUR_MS,
  );
  assertEquals(missing.length, 0);
  assertEquals(coverage.complete, false);
  assert(
    coverage.gaps.every(({ reason, message }) =>
      reason === "partial" && message.includes("partial: true")
    ),
  );
  assert(coverage.requests < 40, `${coverage.requests} requests`);
});

Deno.test("nor is it where windows are small at first, and its answers have few sessions or none", async () => {
  for (const list of ["$SESSIONS", "[]"]) {
    for (const limit of [1, 3, 50, 1000]) {
      const { coverage } = await collect(
        {
          answers: [{ probability: 1, status: 200, body: `{"sessions":${list},"has_more":true}` }],
          sessionsPerDay: 150,
        },
        HOUR_MS,
        { limit },
      );
      assertEquals(coverage.complete, false);
      assert(coverage.requests < 15, `${coverage.requests} requests for ${limit} of ${list}`);
    }
  }
});

Deno.test("an API that is well costs no request more for all that", async () => {
  const { coverage } = await collect(
    { faults: { says_whole: 1 }, sessionsPerDay: 60_000 },
    DAY_MS / 3,
  );
  assertEquals([coverage.complete, coverage.notices], [true, []]);
  assert(coverage.requests < 20_000 / 1500 * 1.4, `${coverage.requests} requests`);
});
