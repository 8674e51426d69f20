import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { axisText, barText } from "../../../cli/explain/bar_text.ts";
import { seriesRows, seriesText, shortenSeries } from "../../../cli/explain/series_text.ts";
import { trendLines } from "../../../cli/explain/trend_lines.ts";
import { noPaint } from "../../../cli/text/style.ts";
import type { TrendPoint } from "../../../src/explain/mod.ts";
import type { Axis } from "../../../src/view/mod.ts";

const SHARES: Axis = {
  low: 0,
  high: 0.2,
  unit: "share",
  isLogarithmic: false,
  reference: 0.1,
};
const RATIOS: Axis = { low: 0.5, high: 8, unit: "times", isLogarithmic: true, reference: 1 };

const bar = (value: number, low: number | null, high: number | null) =>
  ({ kind: "bar", value, low, high }) as const;

Deno.test("a bar has its value between its bounds, and the reference beside", () => {
  assertEquals(barText(bar(0.04, 0.02, 0.06), SHARES, 21, true), "  ├─●─┤   │          ");
  assertEquals(barText(bar(0.1, 0.05, 0.15), SHARES, 21, false), "     ├────○────┤     ");
});

Deno.test("a bound that is not known, or beyond the axis, is open", () => {
  assertEquals(barText(bar(0.04, null, 0.06), SHARES, 11, true), "<─●┤ │     ");
  assertEquals(barText(bar(0.16, 0.12, null), SHARES, 11, true), "     │├─●─>");
  assertEquals(barText(bar(4, 2, 20), RATIOS, 9, true), "  │ ├─●─>");
});

Deno.test("any bar is as wide as its column, and shows its value", () => {
  const number = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(number, number, number, fc.integer({ min: 5, max: 40 }), (a, b, c, width) => {
      const [low, value, high] = [a, b, c].sort((one, other) => one - other) as [
        number,
        number,
        number,
      ];
      const text = barText(bar(value, low, high), SHARES, width, true);
      assertEquals([text.length, text.split("●").length], [width, 2]);
    }),
  );
});

Deno.test("the ends of an axis stand above its ends, ratios as factors", () => {
  assertEquals(axisText(SHARES, 20), "0 %           20.0 %");
  assertEquals(axisText(RATIOS, 12), "÷2.0    ×8.0");
});

Deno.test("a series rises with its values, and what is not known is a hole", () => {
  assertEquals(seriesText([0, 0.5, 1, null], 1), "▁▄█·");
  assertEquals(seriesText([0, 0], 0), "▁▁");
  assertEquals(seriesRows([0, 0.5, 1, null], 1, 2).map((row) => row.join("")), ["  █ ", "▁██·"]);
});

Deno.test("a long series is shortened to what fits, without what is not known", () => {
  assertEquals(shortenSeries([1, 3, null, 5, null, null], 3), [2, 5, null]);
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1 }),
      fc.integer({ min: 1, max: 30 }),
      (values, length) => assert(shortenSeries(values, length).length <= length),
    ),
  );
});

const MINUTE_MS = 60_000;
const pointAt = (minute: number, bad: number, isBaseline: boolean): TrendPoint => ({
  startMs: minute * MINUTE_MS,
  endMs: (minute + 1) * MINUTE_MS,
  n: 100,
  bad,
  value: bad / 100,
  low: 0,
  high: 1,
  isBaseline,
});
const since = { startMs: 12 * MINUTE_MS, lowMs: 0, highMs: 0, endMs: null };

Deno.test("a trend marks what is usual, what was asked for and since when it is worse", () => {
  const trend = [
    ...[0, 1, 2].map((minute) => pointAt(minute, 2, true)),
    ...[10, 11].map((minute) => pointAt(minute, 2, false)),
    ...[12, 13].map((minute) => pointAt(minute, 24, false)),
  ];
  const [top, , bottom, marks, legend] = trendLines({ trend, since }, 80, noPaint);
  assertEquals(top, "        ██  highest 24.0 %");
  assertEquals(bottom, "  ▂▂▂ ▂▂██");
  assertEquals(marks, "  ··· ──▲━");
  assertStringIncludes(legend!, "▲━ since 1970-01-01 00:12 UTC");
});

Deno.test("an incident that ended is not marked behind its end", () => {
  const trend = [10, 11, 12, 13, 14].map((minute) => pointAt(minute, 5, false));
  const ended = { ...since, endMs: 14 * MINUTE_MS };
  const [, , , marks] = trendLines({ trend, since: ended }, 80, noPaint);
  assertEquals(marks, "  ──▲━─");
});

Deno.test("a long trend is drawn in what the terminal has, its sessions put together", () => {
  const trend = Array.from({ length: 300 }, (_, minute) => pointAt(minute, 10, minute < 200));
  for (const width of [40, 60, 100]) {
    const lines = trendLines({ trend, since }, width, noPaint);
    assert(lines.slice(0, 4).every((line) => line.length <= width), lines.join("\n"));
    assertStringIncludes(lines[0]!, "highest 10.0 %");
  }
});

Deno.test("nothing is drawn of a trend that nothing is known of", () => {
  assertEquals(trendLines({ trend: [], since }, 80, noPaint), []);
});
