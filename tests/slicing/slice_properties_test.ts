import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { CONTENT } from "../../gen/endpoints.ts";
import type { RequestPage } from "../../src/client/request/request_page.ts";
import { PayloadTooLargeError, ResponseFormatError, ServerError } from "../../src/errors.ts";
import { assertTiles } from "../support/assert_tiles.ts";
import { collect } from "../support/collect.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { randomOf } from "../support/random.ts";
import { RecordedSource, type SourceRules } from "../support/recorded_source.ts";

const HOUR_MS = 3_600_000;
const NOW_MS = Date.parse("2026-11-22T12:00:00Z");

const rules: fc.Arbitrary<SourceRules> = fc.record({
  selection: fc.constantFrom("start" as const, "end" as const, "overlap" as const),
  ends: fc.constantFrom("inclusive" as const, "half_open" as const, "exclusive" as const),
});

const worlds = fc.record({
  rules,
  seed: fc.integer(),
  rangeMs: fc.oneof(
    fc.integer({ min: 1, max: 5000 }),
    fc.integer({ min: 1, max: 40 * HOUR_MS }),
    fc.constantFrom(
      CONTENT.limits.maxWindowMs - 1,
      CONTENT.limits.maxWindowMs,
      CONTENT.limits.maxWindowMs + 1,
    ),
  ),
  perHour: fc.constantFrom(0, 3, 300, 1500, 6000),
  /** Where bursts are, as parts of the range, and how many sessions they have. */
  bursts: fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      widthMs: fc.constantFrom(1, 40, 2000),
      sessions: fc.constantFrom(200, 1499, 1500, 4000),
    }),
    { maxLength: 3 },
  ),
  meanLengthMs: fc.constantFrom(0, 20_000, 1_500_000),
  /** Part of the sessions that lies exactly on full seconds, where windows like to end. */
  round: fc.constantFrom(0, 1),
  options: fc.record({
    order: fc.constantFrom("newest" as const, "oldest" as const),
    concurrency: fc.integer({ min: 1, max: 6 }),
    minWindowMs: fc.constantFrom(1, 50, 1000, 30_000),
  }),
  failures: fc.constantFrom(0, 0.1),
  maxRecords: fc.constantFrom(Infinity, 700),
  /** Most sessions that an answer has, whatever limit it is asked for. */
  silentCap: fc.constantFrom(Infinity, 500, 100),
});
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

function sourceOf(world: World) {
  const random = randomOf(world.seed);
  const range = { startMs: NOW_MS - world.rangeMs, endMs: NOW_MS };
  // Sessions beyond both ends as well, which the range must not have unless they reach into it.
  const spanMs = world.rangeMs + 2 * world.meanLengthMs + 100;
  const count = Math.min(40_000, Math.round((world.perHour * spanMs) / HOUR_MS));
  const moments = Array.from({ length: count }, () => range.startMs - 50 + random() * spanMs);
  for (const burst of world.bursts) {
    const atMs = range.startMs + burst.at * world.rangeMs;
    for (let i = 0; i < burst.sessions; i++) moments.push(atMs + random() * burst.widthMs);
  }
  const backMs = 1.5 * world.meanLengthMs;
  const spans = moments
    .map((momentMs) => {
      const startMs = Math.floor(momentMs - backMs * random());
      const roundMs = world.round ? Math.round(startMs / 1000) * 1000 : startMs;
      return { startMs: roundMs, endMs: roundMs + Math.floor(2 * world.meanLengthMs * random()) };
    })
    .sort((a, b) => a.startMs - b.startMs);
  const source = new RecordedSource(
    Float64Array.from(spans, (span) => span.startMs),
    Float64Array.from(spans, (span) => span.endMs),
    world.rules,
    random,
  );
  return { source, range, random };
}

Deno.test("a collection is exactly the truth, or names every window that is short", async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const { source, range, random } = sourceOf(world);
      const clock = new FakeClock(NOW_MS);
      let requests = 0;
      const requestPage: RequestPage = async (request) => {
        requests++;
        // A check for rounding looks beyond the edges by a minute at most.
        assert(request.window.startMs >= range.startMs - 60_001);
        assert(request.window.endMs <= range.endMs + 60_000);
        assert(request.window.endMs - request.window.startMs <= CONTENT.limits.maxWindowMs);
        await new Promise<void>((resolve) => clock.setTimer(resolve, 1000 * random()));
        if (random() < world.failures) {
          throw random() < 0.5
            ? new ServerError("The API failed with 500", { attempts: 1 })
            : new ResponseFormatError("Not JSON", { attempts: 1 });
        }
        const answer = source.answer({
          ...request,
          limit: Math.min(request.limit, world.silentCap),
        });
        if (answer.sessions.length > world.maxRecords) {
          throw new PayloadTooLargeError("Too large", { attempts: 1 });
        }
        return answer;
      };
      const { pages, sessions, coverage } = await collect(range, requestPage, clock, {
        ...world.options,
        onWindowError: "gap",
      });

      const found = sessions.map((session) => Number(session.session_id));
      const truth = new Set(source.matches(range));
      assertEquals(new Set(found).size, found.length, "no session comes twice");
      assert(found.every((number) => truth.has(number)), "no session comes from elsewhere");
      const excused = new Set(
        coverage.gaps.flatMap((gap) => [
          ...source.matches({ startMs: gap.startMs - 1, endMs: gap.endMs + 1 }),
        ]),
      );
      const missing = truth.difference(new Set(found));
      assert([...missing].every((number) => excused.has(number)), "all that is missing is named");

      assertEquals(coverage.complete, coverage.gaps.length === 0);
      assertEquals(coverage.requests, requests);
      assertEquals(coverage.sessions, found.length);
      assertEquals(pages.reduce((sum, page) => sum + page.requests, 0), requests);
      assertTiles(pages.map((page) => page.window), range, world.options.order);
      assertEquals(clock.pendingTimers, 0);
    }),
    { numRuns: 150 },
  );
});
