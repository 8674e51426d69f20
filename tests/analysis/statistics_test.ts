import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  binomialCdf,
  NORMAL_95,
  normalTail,
  studentQuantile,
  studentTail,
} from "../../src/analysis/statistics/distributions.ts";
import { momentsOf } from "../../src/analysis/statistics/moments.ts";
import { adjustForMany } from "../../src/analysis/statistics/adjust.ts";
import {
  differenceInterval,
  ratioOfValuesInterval,
} from "../../src/analysis/statistics/change_interval.ts";
import { quantileInterval } from "../../src/analysis/statistics/quantile.ts";
import { ratioInterval } from "../../src/analysis/statistics/ratio_interval.ts";
import { logGamma } from "../../src/analysis/statistics/special_functions.ts";
import { wilsonInterval } from "../../src/analysis/statistics/wilson.ts";

Deno.test("distributions are those of the tables, in the tails too", () => {
  assertAlmostEquals(NORMAL_95, 1.959963984540054, 1e-12);
  assertAlmostEquals(normalTail(1), 0.15865525393145707, 1e-14);
  assertAlmostEquals(normalTail(10) / 7.619853024160527e-24, 1, 1e-10);
  assertAlmostEquals(normalTail(-1), 0.8413447460685429, 1e-14);
  assertAlmostEquals(studentQuantile(0.975, 1), 12.706204736432095, 1e-6);
  assertAlmostEquals(studentQuantile(0.975, 10), 2.2281388519649385, 1e-9);
  assertAlmostEquals(studentTail(2.2281388519649385, 10), 0.025, 1e-12);
  assertAlmostEquals(studentTail(1, Infinity), normalTail(1), 1e-14);
  assertAlmostEquals(binomialCdf(3, 10, 0.5), 176 / 1024, 1e-12);
  assertAlmostEquals(binomialCdf(0, 3, 0.1), 0.729, 1e-12);
  assertEquals([binomialCdf(-1, 3, 0.1), binomialCdf(3, 3, 0.1)], [0, 1]);
});

Deno.test("logGamma() is the logarithm of factorials", () => {
  assertAlmostEquals(logGamma(1), 0, 1e-13);
  assertAlmostEquals(logGamma(0.5), Math.log(Math.PI) / 2, 1e-13);
  assertAlmostEquals(logGamma(11), Math.log(3_628_800), 1e-12);
});

Deno.test("shares have the score interval, and none beyond 0 and 1", () => {
  // Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I.
  const bounds = (hits: number, n: number) => {
    const { low, high } = wilsonInterval(hits, n);
    return [low.toFixed(4), high.toFixed(4)];
  };
  assertEquals(bounds(81, 263), ["0.2553", "0.3662"]);
  assertEquals(bounds(15, 148), ["0.0624", "0.1605"]);
  assertEquals(bounds(0, 20), ["0.0000", "0.1611"]);
  assertEquals(bounds(1, 29), ["0.0061", "0.1718"]);
  assertEquals(wilsonInterval(20, 20).high, 1);
  assertEquals(wilsonInterval(0, 0), { low: 0, high: 1 });
});

Deno.test("too few sessions bound nothing, and neither do sessions that are all alike", () => {
  const ratio = (...xs: number[]) =>
    ratioInterval(momentsOf(Float64Array.from(xs), new Float64Array(xs.length).fill(1)));
  assertEquals(ratio(5), { low: null, high: null });
  assertEquals(ratio(0, 0, 0), { low: null, high: null });
  const { low, high } = ratio(1, 2, 3, 4);
  assertEquals(low! < 2.5 && 2.5 < high!, true);
});

Deno.test("a mean of what is not skewed has Student's interval, nearly", () => {
  const xs = Float64Array.from({ length: 101 }, (_, index) => index - 50);
  const { low, high } = ratioInterval(momentsOf(xs, new Float64Array(101).fill(1)));
  const half = studentQuantile(0.975, 100) * Math.sqrt(85_850 / 100 / 101);
  assertAlmostEquals(low!, -half, 1e-9);
  assertAlmostEquals(high!, half, 1e-9);
});

Deno.test("the interval of a ratio leans towards where its skewed sessions do", () => {
  const xs = Float64Array.from({ length: 200 }, (_, index) => index < 190 ? 1 : 100);
  const { low, high } = ratioInterval(momentsOf(xs, new Float64Array(200).fill(1)));
  const mean = (190 + 1000) / 200;
  assertEquals(high! - mean > 1.3 * (mean - low!), true);
});

Deno.test("a percentile is bounded by ranks, and not at all where sessions are too few", () => {
  const numbers = (n: number) => Float64Array.from({ length: n }, (_, index) => index + 1);
  // The exact binomial ranks of a median of 100 are 40 and 61; between ranks it is interpolated.
  const { low, high } = quantileInterval(numbers(100), 0.5);
  assertEquals([Math.floor(low!), Math.ceil(high!)], [40, 61]);
  assertEquals(quantileInterval(numbers(100), 0.99).high, null);
  assertEquals(quantileInterval(numbers(3), 0.5), { low: null, high: null });
});

Deno.test("many tests are adjusted so that the order stays and none becomes surer", () => {
  const adjusted = adjustForMany([0.04, 0.01, 0.03, 0.02, 0.9]);
  adjusted.forEach((p, index) => assertAlmostEquals(p, [0.05, 0.05, 0.05, 0.05, 0.9][index]!));
  assertEquals(adjustForMany([0.02]), [0.02]);
  assertEquals(adjustForMany([]), []);
});

Deno.test("the difference of shares has Newcombe's interval", () => {
  // Newcombe 1998, table II, method 10: 56/70 and 48/80.
  const share = (hits: number, n: number) => ({ value: hits / n, ...wilsonInterval(hits, n) });
  const { low, high } = differenceInterval(share(56, 70), share(48, 80));
  assertEquals([low!.toFixed(4), high!.toFixed(4)], ["0.0524", "0.3339"]);
});

Deno.test("the ratio of two values holds 1 just where their difference holds 0", () => {
  const values = [[0.2, 0.15, 0.26], [0.14, 0.1, 0.19], [0.1, 0.08, 0.13], [0.01, 0.002, 0.05]]
    .map(([value, low, high]) => ({ value: value!, low: low!, high: high! }));
  for (const one of values) {
    for (const other of values) {
      const ratio = ratioOfValuesInterval(one, other);
      const difference = differenceInterval(one, other);
      assertEquals(ratio.low! > 1, difference.low! > 0);
      assertEquals(ratio.high! < 1, difference.high! < 0);
    }
  }
  const none = { value: 0, low: 0, high: 0.1 };
  assertEquals(ratioOfValuesInterval(values[0]!, none).high, null);
  assertEquals(ratioOfValuesInterval(none, values[0]!).low, 0);
});
