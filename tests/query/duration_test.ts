import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { formatDuration, parseDuration } from "../../src/query/time/duration.ts";

Deno.test("parseDuration() reads short forms, their sums, and ISO 8601", () => {
  const cases: [string, number][] = [
    ["90s", 90_000],
    ["15m", 900_000],
    ["2h", 7_200_000],
    ["7d", 604_800_000],
    ["1w", 604_800_000],
    ["1h30m", 5_400_000],
    ["1.5h", 5_400_000],
    ["PT1H30M", 5_400_000],
    ["P31D", 2_678_400_000],
    ["P1DT12H", 129_600_000],
    ["PT0.5S", 500],
    ["0s", 0],
    ["2hours", 7_200_000],
    ["2 hours", 7_200_000],
    ["2 h", 7_200_000],
    ["2H", 7_200_000],
    ["90min", 5_400_000],
    ["1 day", 86_400_000],
    ["1 hour 30 minutes", 5_400_000],
  ];
  for (const [text, ms] of cases) assertEquals(parseDuration(text), ms, text);
});

Deno.test("parseDuration() rejects a negative duration, months, years, and what is not a duration", () => {
  const texts = [
    "-1h",
    "1M",
    "P1M",
    "P1Y",
    "",
    "h",
    "P",
    "PT",
    "P1DT",
    "1",
    "1h2d",
    "1h2h",
    "1 month",
    "2 hours ago",
    "9e3s",
  ];
  for (const text of texts) assertEquals(parseDuration(text), undefined, text);
});

Deno.test("parseDuration() rejects what is longer than a number can say", () => {
  assertEquals(parseDuration("999999999999999d"), undefined);
});

Deno.test("parseDuration() reads what formatDuration() writes, to the millisecond", () => {
  fc.assert(fc.property(fc.nat({ max: 1e14 }), (ms) => {
    assertEquals(parseDuration(formatDuration(ms)), ms);
  }));
  assertEquals(formatDuration(5_400_000), "1h30m");
});

Deno.test("parseDuration() never throws", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const ms = parseDuration(text);
    assertEquals(ms === undefined || Number.isSafeInteger(ms), true);
  }));
});
