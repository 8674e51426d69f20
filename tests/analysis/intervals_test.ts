import { assertEquals } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { type Estimate, METRICS, parseThresholds, tabulate } from "../../src/analysis/mod.ts";
import { testDifference } from "../../src/analysis/comparison/test_difference.ts";
import { estimate } from "../../src/analysis/metrics/estimate.ts";
import { SessionGroup } from "../../src/analysis/metrics/sample.ts";
import { meetThresholds } from "../../src/analysis/metrics/thresholds.ts";
import {
  differenceInterval,
  ratioOfValuesInterval,
} from "../../src/analysis/statistics/change_interval.ts";
import type { Interval } from "../../src/analysis/statistics/interval.ts";
import { randomOf } from "../support/random.ts";
import { drawSessions, type Viewing } from "../support/viewing.ts";

const POPULATION = 50_000;
const SAMPLE = 2000;
const REPETITIONS = 1000;
const RATES = Object.values(METRICS).filter(({ rule }) => rule.kind !== "count");

/** A population whose metrics are known, and samples of it. */
async function populationOf(random: () => number, viewing: Viewing) {
  const table = await tabulate(drawSessions(POPULATION, random, viewing), CONTENT);
  const good = meetThresholds(table, parseThresholds("video_start_time_ms<=2000", CONTENT));
  const all = Uint32Array.from({ length: POPULATION }, (_, row) => row);
  const truth = new SessionGroup(table, all, good);
  return {
    truth: RATES.map((metric) => (estimate(metric, truth) as Estimate).value),
    draw: () =>
      new SessionGroup(
        table,
        all.subarray(0, SAMPLE).map(() => Math.floor(random() * POPULATION)),
        good,
      ),
  };
}

function holds({ low, high }: Interval, value: number): boolean {
  return low! <= value && value <= high!;
}

/** The rates of which something is true in too few or too many of the repetitions. */
function outside(counts: readonly number[], least: number, most: number) {
  return counts.map((count, index) => [RATES[index]!.key, count / REPETITIONS] as const)
    .filter(([, part]) => part < least || part > most);
}

Deno.test("the interval of every rate holds the truth in 93 to 97 of 100 samples, skewed as they are", async () => {
  const { truth, draw } = await populationOf(randomOf(1), { failing: 0.05, breaking: 0.05 });
  const held = RATES.map(() => 0);
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const sample = draw();
    RATES.forEach((metric, index) => {
      if (holds(estimate(metric, sample) as Estimate, truth[index]!)) held[index]!++;
    });
  }
  assertEquals(outside(held, 0.93, 0.97), []);
});

Deno.test("the intervals of differences and ratios hold the truth in 93 to 97 of 100 pairs of samples", async () => {
  const random = randomOf(2);
  const now = await populationOf(random, { failing: 0.06, breaking: 0.08, startMs: 1500 });
  const then = await populationOf(random, { failing: 0.05, breaking: 0.05, stalling: 0.02 });
  const differences = RATES.map(() => 0);
  const ratios = RATES.map(() => 0);
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const [one, other] = [now.draw(), then.draw()];
    RATES.forEach((metric, index) => {
      const [current, baseline] = [estimate(metric, one), estimate(metric, other)] as Estimate[];
      const [value, valueThen] = [now.truth[index]!, then.truth[index]!];
      if (holds(differenceInterval(current!, baseline!), value - valueThen)) differences[index]!++;
      if (holds(ratioOfValuesInterval(current!, baseline!), value / valueThen)) ratios[index]!++;
    });
  }
  assertEquals(outside(differences, 0.93, 0.97), []);
  assertEquals(outside(ratios, 0.93, 0.97), []);
});

Deno.test("of two samples of the same sessions, 3 to 7 of 100 differ at the level of 5", async () => {
  const { draw } = await populationOf(randomOf(3), { failing: 0.05, breaking: 0.05 });
  const called = RATES.map(() => 0);
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const [one, other] = [draw(), draw()];
    RATES.forEach(({ rule }, index) => {
      if (testDifference(one.sample(rule), other.sample(rule)).p <= 0.05) called[index]!++;
    });
  }
  assertEquals(outside(called, 0.03, 0.07), []);
});
