import { assert, assertEquals } from "@std/assert";
import type { RequestPage } from "../../src/client/request/request_page.ts";
import { collect } from "../support/collect.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { randomOf } from "../support/random.ts";
import { RecordedSource, START_HALF_OPEN } from "../support/recorded_source.ts";
import { last, NOW_MS } from "../support/watched_api.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A day of sessions at random moments, with so many of them in bursts of some seconds. */
function randomDay(perDay: number, inBursts: number, seed: number): RecordedSource {
  const random = randomOf(seed);
  const { startMs } = last(DAY_MS);
  const bursts = Array.from({ length: 6 }, () => random() * (DAY_MS - 5000));
  const startsMs = Float64Array.from({ length: perDay }, (_, i) =>
    Math.floor(
      startMs + (i < inBursts ? bursts[i % 6]! + random() * 5000 : random() * DAY_MS),
    )).sort();
  return new RecordedSource(startsMs, startsMs, START_HALF_OPEN, random);
}

/** An API that takes rows out after it has applied the limit, each with the same chance. */
function hidingApi(source: RecordedSource, share: number): RequestPage {
  return (request) => {
    const page = source.answer(request);
    const sessions = page.sessions.filter((session) =>
      !isHidden(Number(session.session_id), share)
    );
    return Promise.resolve({ ...page, sessions });
  };
}

/** The golden ratio spreads the hidden ones over all sessions. */
function isHidden(id: number, share: number): boolean {
  return (id * 0.6180339887) % 1 < share;
}

Deno.test("a first window near the limit is checked by the next one, which costs no request", async () => {
  for (const order of ["newest", "oldest"] as const) {
    for (const concurrency of [1, 4]) {
      const range = last(DAY_MS);
      const firstMs = order === "oldest" ? range.startMs : range.endMs - 3 * HOUR_MS;
      const startsMs = Float64Array.from([
        ...Array.from({ length: 1300 }, (_, i) => firstMs + Math.floor(i * 3 * HOUR_MS / 1300)),
        ...Array.from({ length: 1400 }, (_, i) => range.startMs + Math.floor(i * DAY_MS / 1400)),
      ]).sort();
      const source = new RecordedSource(startsMs, startsMs, START_HALF_OPEN, randomOf(1));
      const { pages, coverage } = await collect(
        range,
        (request) => Promise.resolve(source.answer(request)),
        new FakeClock(NOW_MS),
        { order, concurrency },
      );
      assertEquals([coverage.sessions, coverage.complete, coverage.notices], [2700, true, []]);
      assertEquals(coverage.requests, coverage.windows);
      assertEquals(pages[0]!.evidence, "asked_again");
    }
  }
});

Deno.test("rows that are taken out hide no others, however few the windows are", async () => {
  for (const share of [1 / 5000, 1 / 100, 1 / 8, 1 / 4]) {
    for (const [perDay, inBursts] of [[14_000, 0], [14_000, 9000], [30_000, 0]] as const) {
      for (const seed of [1, 2, 3, 4]) {
        const source = randomDay(perDay, inBursts, seed);
        const order = seed % 2 === 0 ? "newest" : "oldest";
        const { sessions, coverage } = await collect(
          last(DAY_MS),
          hidingApi(source, share),
          new FakeClock(NOW_MS),
          { order, concurrency: seed },
        );
        const truth = [...source.matches(last(DAY_MS))].filter((id) => !isHidden(id, share));
        const what = `share ${share}, ${perDay} a day, ${inBursts} in bursts, seed ${seed}`;
        assertEquals([sessions.length, coverage.gaps], [truth.length, []], what);
      }
    }
  }
});

Deno.test("an answer near the limit that is all of a range takes one request more", async () => {
  const range = last(2 * HOUR_MS);
  const startsMs = Float64Array.from({ length: 1321 }, (_, i) => range.startMs + i * 5450);
  const source = new RecordedSource(startsMs, startsMs, START_HALF_OPEN, randomOf(1));
  const { pages, coverage } = await collect(
    range,
    (request) => Promise.resolve(source.answer(request)),
    new FakeClock(NOW_MS),
  );
  assertEquals([coverage.sessions, coverage.requests, coverage.windows], [1321, 2, 1]);
  assert(coverage.complete && pages[0]!.evidence === "asked_again");
});
