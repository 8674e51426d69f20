import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { createSandbox, type Faults } from "../../sandbox/mod.ts";
import { CONTENT, createSessionsClient, sessionKey, type SliceOptions } from "../../src/mod.ts";
import { assertTiles } from "../support/assert_tiles.ts";
import { FakeClock, runWithClock } from "../support/fake_clock.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.parse("2026-11-22T12:34:56.789Z");
/** Long over, so that no session of it ends while it is collected. */
const LATEST_END_MS = NOW_MS - 2 * DAY_MS;

/** A world that does not hide what it does: an answer in six cases, at any moment, in any order. */
interface World {
  readonly selection: "start" | "end" | "overlap";
  readonly ends: "inclusive" | "half_open" | "exclusive";
  readonly sessionsPerDay: number;
  /** Where in the range 20 times the sessions start for two seconds; none if `undefined`. */
  readonly burstAt: number | undefined;
  readonly silentCap: number | undefined;
  readonly faults: Faults;
}

const worlds: fc.Arbitrary<World> = fc.record({
  selection: fc.constantFrom("start", "end", "overlap"),
  ends: fc.constantFrom("inclusive", "half_open", "exclusive"),
  sessionsPerDay: fc.constantFrom(3_000, 60_000, 400_000, 2_000_000),
  burstAt: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  silentCap: fc.constantFrom(undefined, 500),
  faults: fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    fc.record({
      rate_limited: fc.constantFrom(0, 0.1),
      unavailable: fc.constantFrom(0, 0.2),
      reset: fc.constantFrom(0, 0.1),
      truncated_json: fc.constantFrom(0, 0.2),
      html_page: fc.constantFrom(0, 0.2),
      string_values: fc.constantFrom(0, 0.5),
      v2_names: fc.constantFrom(0, 0.3),
    }),
  ),
});

const options: fc.Arbitrary<SliceOptions> = fc.record({
  concurrency: fc.integer({ min: 1, max: 7 }),
  order: fc.constantFrom("newest", "oldest"),
});

/** Collects a range of a world, and what the world itself has of it. */
async function collect(world: World, lengthMs: number, options: SliceOptions) {
  const clock = new FakeClock(NOW_MS);
  const range = { startMs: LATEST_END_MS - lengthMs, endMs: LATEST_END_MS };
  const sandbox = createSandbox({
    ...world,
    now: clock.now,
    delay: () => Promise.resolve(),
    rateLimits: false,
    bursts: world.burstAt === undefined ? [] : [{
      atMs: range.startMs + Math.floor(world.burstAt * lengthMs),
      durationMs: 2000,
      factor: 20,
    }],
  });
  const client = createSessionsClient({
    credentials: sandbox.credentials,
    fetch: sandbox.fetch,
    now: clock.now,
    setTimer: clock.setTimer,
    random: () => 0.5,
    retry: { maxAttempts: 3 },
  });
  const pages = client.pages(
    { start: range.startMs, end: range.endMs },
    { ...options, onWindowError: "gap" },
  );
  const sessions: { key: string; startMs: number }[] = [];
  const windows: { startMs: number; endMs: number }[] = [];
  await runWithClock(
    (async () => {
      for await (const page of pages) {
        windows.push(page.window);
        for (const session of page.sessions) {
          sessions.push({
            key: sessionKey(session, CONTENT),
            startMs: session.session_start_timestamp_ms!,
          });
        }
      }
    })(),
    clock,
  );
  const truth = sandbox.truth(range).map((record) => ({
    key: sessionKey(record as never, CONTENT),
    startMs: record.session_start_timestamp_ms as number,
    endMs: record.session_end_timestamp_ms as number,
  }));
  return { range, sessions, windows, truth, coverage: pages.coverage, clock };
}

Deno.test("pages() delivers exactly the truth, or names every window that is short, whatever the API does", async () => {
  await fc.assert(
    fc.asyncProperty(
      worlds,
      fc.integer({ min: 1, max: 10 * HOUR_MS }),
      options,
      async (world, rangeMs, options) => {
        // A volume that takes some tens of requests, however dense the world is.
        const lengthMs = Math.ceil(Math.min(rangeMs, 6_000 / world.sessionsPerDay * DAY_MS));
        const { range, sessions, windows, truth, coverage, clock } = await collect(
          world,
          lengthMs,
          options,
        );
        const found = new Set(sessions.map(({ key }) => key));
        assertEquals(found.size, sessions.length, "no session comes twice");
        const known = new Set(truth.map(({ key }) => key));
        assertEquals([...found].filter((key) => !known.has(key)), [], "no session is made up");

        const missing = truth.filter(({ key }) => !found.has(key));
        const unexplained = missing.filter(({ startMs, endMs }) =>
          !coverage.gaps.some((gap) => startMs <= gap.endMs && endMs >= gap.startMs)
        );
        assertEquals(unexplained, [], "what is missing lies in a gap that is named");
        assertEquals(coverage.complete, coverage.gaps.length === 0);
        if (Object.keys(world.faults).length === 0 && world.selection !== "overlap") {
          assertEquals(missing.length, 0, "without faults, nothing that fits is missing");
        }

        assertTiles(windows, range, options.order);
        assertEquals([coverage.sessions, coverage.windows], [sessions.length, windows.length]);
        assertEquals(clock.pendingTimers, 0, "no timer is left");
      },
    ),
    { numRuns: 15 },
  );
});
