import { assertEquals } from "@std/assert";
import { RoundingWatch } from "../../../src/slicing/answer/rounding_watch.ts";

const MINUTE_MS = 60_000;
/** From 12 s before a whole minute to 30 s after another. */
const window = { startMs: 48_000, endMs: 10 * MINUTE_MS + 30_000 };
/** Moments each second from one to another, at uneven milliseconds. */
const seconds = (fromMs: number, toMs: number) =>
  Array.from({ length: Math.floor((toMs - fromMs) / 1000) }, (_, i) => fromMs + i * 1000 + 137);
const inner = seconds(MINUTE_MS, 10 * MINUTE_MS);
const all = seconds(window.startMs, window.endMs);

Deno.test("empty edges with many sessions right behind them make a rounding suspected", () => {
  const watch = new RoundingWatch();
  assertEquals(watch.suspectedUnitMs(window, inner, []), MINUTE_MS);
  assertEquals(watch.suspectedUnitMs(window, all, []), 0, "none of the edges is empty");
  assertEquals(watch.suspectedUnitMs(window, inner.slice(200, 220), []), 0, "few are behind");
  assertEquals(watch.notices, [], "a suspicion is no proof");
});

Deno.test("sessions that did not come again are explained only if they lie at the edges", () => {
  const watch = new RoundingWatch();
  const some = inner.slice(200, 220);
  const atEdges = all.filter((timeMs) => !inner.includes(timeMs));
  assertEquals(watch.suspectedUnitMs(window, some, atEdges), MINUTE_MS);
  assertEquals(watch.suspectedUnitMs(window, [], atEdges), MINUTE_MS, "nothing came at all");
  assertEquals(watch.suspectedUnitMs(window, some, [...atEdges, ...inner.slice(0, 20)]), 0);
  assertEquals(watch.suspectedUnitMs(window, some, atEdges.slice(0, 11)), 0);
});

Deno.test("sessions at whole seconds never lie between seconds, and are no sign of a rounding", () => {
  const fine = { startMs: 1300, endMs: 9700 };
  const crowd = Array.from({ length: 400 }, (_, i) => 2000 + 1000 * (i % 8));
  assertEquals(new RoundingWatch().suspectedUnitMs(fine, crowd, []), 0);
  const uneven = crowd.map((timeMs, i) => Math.min(9000, timeMs + (i % 3)));
  assertEquals(new RoundingWatch().suspectedUnitMs(fine, uneven, []), 1000);
});

Deno.test("a rounding is proven by so many sessions at the edges that chance cannot have left them out", () => {
  const proven = (sessions: number, timesMs: readonly number[]) => {
    const watch = new RoundingWatch();
    watch.learn({ unitMs: MINUTE_MS, sessions }, window, timesMs);
    return watch.unitMs === MINUTE_MS;
  };
  assertEquals(proven(inner.length, all), true);
  assertEquals(proven(inner.length, inner), false);
  const eleven = [...inner, ...all.slice(0, 11)];
  assertEquals(proven(inner.length, eleven), false);
  assertEquals(proven(inner.length, [...inner, ...all.slice(0, 12)]), true);
  // The answer before had a tenth of the sessions, so that it may have left out 42 of 42.
  assertEquals(proven(inner.length / 10, all), false, "it was a sample");
});

Deno.test("evidence adds up over windows, and what explains nothing is not tried for ever", () => {
  const some = [...inner, ...all.slice(0, 6)];
  const watch = new RoundingWatch();
  const tried = { unitMs: MINUTE_MS, sessions: inner.length };
  watch.learn(tried, window, some);
  assertEquals(watch.unitMs, 0);
  watch.learn(tried, window, some);
  assertEquals(watch.unitMs, MINUTE_MS);
  assertEquals(watch.notices.map(({ kind, value }) => [kind, value]), [["rounding", MINUTE_MS]]);

  const inVain = new RoundingWatch();
  for (const expected of [MINUTE_MS, MINUTE_MS, 0]) {
    assertEquals(inVain.suspectedUnitMs(window, inner, []), expected);
    inVain.learn(tried, window, inner);
  }
});
