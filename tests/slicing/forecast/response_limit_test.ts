import { assert, assertEquals } from "@std/assert";
import { CONTENT } from "../../../gen/endpoints.ts";
import { PayloadTooLargeError } from "../../../src/errors.ts";
import { ResponseLimit } from "../../../src/slicing/forecast/response_limit.ts";
import { collect } from "../../support/collect.ts";
import { evenSource } from "../../support/even_source.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { randomOf } from "../../support/random.ts";

const NOW_MS = Date.parse("2026-11-22T00:00:00Z");
const RANGE = { startMs: NOW_MS - 86_400_000, endMs: NOW_MS };

/** Collects a day of 86 400 sessions from an API that calls some responses too large. */
async function collectDay(isTooLarge: (request: number, records: number) => boolean) {
  const source = evenSource(RANGE, { everyMs: 1000 });
  let asked = 0;
  let refused = 0;
  const { coverage } = await collect(
    RANGE,
    (request) => {
      const answer = source.answer(request);
      if (!isTooLarge(++asked, answer.sessions.length)) return Promise.resolve(answer);
      refused++;
      return Promise.reject(new PayloadTooLargeError("Too large", { attempts: 1 }));
    },
    new FakeClock(NOW_MS),
  );
  assert(coverage.complete);
  assertEquals(coverage.sessions, 86_400);
  return { requests: coverage.requests, refused };
}

Deno.test("a stray 413 costs one request, whether one in a dozen or one in ten is stray", async () => {
  const { requests: without } = await collectDay(() => false);
  const seven = await collectDay((request) => request % 9 === 5 && request <= 61);
  assertEquals([seven.refused, seven.requests <= without + 7 + 2], [7, true], `${seven.requests}`);
  const random = randomOf(7);
  const tenth = await collectDay(() => random() < 0.1);
  assert(tenth.requests <= 2 * without, `${tenth.requests} instead of ${without}`);
});

Deno.test("strays before anything is known are made up for by halves of the doubt", async () => {
  const { requests: without } = await collectDay(() => false);
  for (const strays of [1, 3, 7]) {
    const { requests } = await collectDay((request) => request <= strays);
    // Answers of a lowered limit that look cut off take checks of their own.
    assert(requests <= without + 3 * strays + 20, `${requests} instead of ${without}`);
  }
});

Deno.test("an API that really has less room is asked for less, and seldom refuses", async () => {
  for (const room of [1400, 1000, 500, 200]) {
    const { requests, refused } = await collectDay((_, records) => records > room);
    const least = 86_400 / room;
    assert(requests <= 1.3 * least + 12, `${requests} for ${least} at ${room}`);
    assert(refused <= 0.06 * requests + 10, `${refused} of ${requests} refused at ${room}`);
  }
});

Deno.test("what was refused is doubtful if as much has come before, and believed otherwise", () => {
  const limit = new ResponseLimit(CONTENT.limits.maxSessions);
  assertEquals(limit.isDoubtful(CONTENT.limits.maxSessions), false);
  limit.learnFitting(1400);
  assertEquals(limit.isDoubtful(CONTENT.limits.maxSessions), false);
  assertEquals(limit.isDoubtful(CONTENT.limits.maxSessions, 1350), true);
  assertEquals(limit.isDoubtful(1400), true);
  limit.learnTooLarge(1300);
  assertEquals([limit.isDoubtful(1300), limit.sessions < 1300], [false, true]);
});

Deno.test("with the sizes in bytes known, larger sessions are fewer a response, and smaller ones more", () => {
  const sessionsWhen = (bytesEach: number) => {
    const limit = new ResponseLimit(CONTENT.limits.maxSessions);
    limit.learnFitting(700, 700 * 1000);
    limit.learnTooLarge(1000);
    const before = limit.sessions;
    for (let i = 0; i < 50; i++) limit.learnFitting(100, 100 * bytesEach);
    return limit.sessions / before;
  };
  assert(Math.abs(sessionsWhen(1000) - 1) < 0.05, `${sessionsWhen(1000)}`);
  assert(sessionsWhen(2000) < 0.75, `${sessionsWhen(2000)}`);
  assert(sessionsWhen(500) > 1.2, `${sessionsWhen(500)}`);
});
