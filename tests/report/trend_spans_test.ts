import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  partsOf,
  runsOf,
  sharesOf,
  type TrendSpan,
} from "../../report/page/figures/trend_spans.ts";

const MINUTE_MS = 60_000;

/** Spans of five minutes, at so many minutes from a start. */
function spansAt(minutes: readonly number[], part: Partial<TrendSpan> = {}): TrendSpan[] {
  return minutes.map((minute) => ({
    startMs: minute * MINUTE_MS,
    endMs: (minute + 5) * MINUTE_MS,
    n: 10,
    value: 0.1,
    low: 0,
    high: 0.2,
    ...part,
  }));
}

Deno.test("what is usual stands apart from what is now, and so does what is hours away", () => {
  const spans = [
    ...spansAt([0, 5, 10], { isBaseline: true }),
    ...spansAt([1440, 1445], { isBaseline: true }),
    ...spansAt([1450, 1455], { isBaseline: false }),
  ];
  assertEquals(partsOf(spans).map(({ length }) => length), [3, 2, 2]);
});

Deno.test("of many windows far from each other, one picture is drawn", () => {
  const spans = spansAt(Array.from({ length: 20 }, (_, hour) => hour * 120));
  assertEquals(partsOf(spans).length, 1);
});

Deno.test("no line is drawn over a time of which nothing is known", () => {
  const [first, second, third, ...rest] = spansAt([0, 5, 10, 15, 30]);
  const spans = [first!, second!, { ...third!, value: null }, ...rest];
  assertEquals(runsOf(spans).map(({ length }) => length), [2, 1, 1]);
});

Deno.test("the parts share all of the width, and the baseline has less than half of it beside others", () => {
  const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 30 })
    .map((numbers) => numbers.sort((one, other) => one - other).map((number) => 5 * number));
  fc.assert(fc.property(minutes, fc.boolean(), (usual, hasCurrent) => {
    const spans = [
      ...spansAt(usual, { isBaseline: true }),
      ...hasCurrent ? spansAt([5000, 5005], { isBaseline: false }) : [],
    ];
    const parts = partsOf(spans);
    const shares = sharesOf(parts);
    const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
    assert(Math.abs(sum(shares) - 1) < 1e-9);
    const ofBaseline = sum(shares.filter((_, index) => parts[index]![0]!.isBaseline));
    assert(!hasCurrent || ofBaseline < 0.5, `${ofBaseline}`);
  }));
});
