import { assert } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { collect } from "../support/collect.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { randomOf } from "../support/random.ts";
import { RecordedSource, START_HALF_OPEN } from "../support/recorded_source.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.parse("2026-11-22T00:00:00Z");
const RANGE = { startMs: NOW_MS - DAY_MS, endMs: NOW_MS };

/** A day of sessions with an evening of three times its night, and bursts of so many sessions. */
function day(sessionsPerDay: number, burstSessions: number): RecordedSource {
  const random = randomOf(sessionsPerDay);
  const moments: number[] = [];
  while (moments.length < sessionsPerDay) {
    const part = random();
    if (random() < (1 - 0.5 * Math.cos(2 * Math.PI * part)) / 1.5) moments.push(part * DAY_MS);
  }
  for (let burst = 0; burst < 24; burst++) {
    const atMs = random() * (DAY_MS - 2000);
    for (let i = 0; i < burstSessions; i++) moments.push(atMs + random() * 2000);
  }
  const startsMs = Float64Array.from(moments, (ms) => Math.floor(RANGE.startMs + ms)).sort();
  return new RecordedSource(startsMs, startsMs, START_HALF_OPEN, random);
}

/** The least possible requests, as a part of those that a collection takes. */
async function efficiency(source: RecordedSource, concurrency: number): Promise<number> {
  const clock = new FakeClock(NOW_MS);
  const { coverage } = await collect(
    RANGE,
    (request) => Promise.resolve(source.answer(request)),
    clock,
    { concurrency },
  );
  assert(coverage.complete);
  const least = Math.max(
    coverage.sessions / CONTENT.limits.maxSessions,
    DAY_MS / CONTENT.limits.maxWindowMs,
  );
  return least / coverage.requests;
}

Deno.test("a day takes hardly more requests than it must", async () => {
  const cases = [
    { sessionsPerDay: 100_000, burstSessions: 0, aim: 0.7 },
    { sessionsPerDay: 1_000_000, burstSessions: 0, aim: 0.9 },
    { sessionsPerDay: 1_000_000, burstSessions: 460, aim: 0.8 },
  ];
  for (const { sessionsPerDay, burstSessions, aim } of cases) {
    const source = day(sessionsPerDay, burstSessions);
    const figure = await efficiency(source, 4);
    assert(figure >= aim, `${figure.toFixed(3)} of ${aim} at ${sessionsPerDay} a day`);
  }
});

Deno.test("a sudden and lasting change of the rate is followed within some windows", async () => {
  const random = randomOf(3);
  const moments = Array.from(
    { length: 300_000 },
    (_, i) => i < 30_000 ? random() * 0.5 * DAY_MS : (0.5 + 0.5 * random()) * DAY_MS,
  );
  const startsMs = Float64Array.from(moments, (ms) => Math.floor(RANGE.startMs + ms)).sort();
  const source = new RecordedSource(startsMs, startsMs, START_HALF_OPEN, random);
  assert(await efficiency(source, 4) >= 0.8);
});
