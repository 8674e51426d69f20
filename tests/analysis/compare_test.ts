import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { CONTENT } from "../../gen/endpoints.ts";
import { QueryError } from "../../src/errors.ts";
import {
  compare,
  type CompareOptions,
  type Comparison,
  type MetricKey,
  parseThresholds,
  type SessionTable,
  tabulate,
} from "../../src/analysis/mod.ts";
import { testDifference } from "../../src/analysis/comparison/test_difference.ts";
import type { Session } from "../../src/session/session.ts";
import { randomOf } from "../support/random.ts";
import { drawSessions, pullOf, type Viewing } from "../support/viewing.ts";

const tableOf = (sessions: readonly Session[]) => tabulate(sessions, CONTENT);

function compared(
  current: SessionTable,
  baseline: SessionTable,
  options?: CompareOptions,
): Comparison {
  return compare({ table: current, pull: pullOf() }, { table: baseline, pull: pullOf() }, options);
}

async function drawn(current: Viewing, baseline: Viewing, options?: CompareOptions, count = 4000) {
  const random = randomOf(7);
  return compared(
    await tableOf(drawSessions(count, random, current)),
    await tableOf(drawSessions(count, random, baseline)),
    options,
  );
}

/** What is said of each metric of all sessions, where a difference is shown. */
function shown({ changes }: Comparison): Record<string, string> {
  return Object.fromEntries(
    changes.filter(({ by, verdict }) =>
      Object.keys(by).length === 0 && verdict !== "no_difference_shown"
    ).map(({ metric, verdict }) => [metric, verdict]),
  );
}

Deno.test("what went up and is bad is worse, what went up and is good is better", async () => {
  const worse = await drawn({ failing: 0.06, startMs: 1800 }, {}, {
    good: parseThresholds("video_start_time_ms<=2000", CONTENT),
  });
  assertEquals(shown(worse), {
    vsf: "worse",
    vsf_t: "worse",
    vsf_b: "worse",
    video_start_time_ms_mean: "worse",
    video_start_time_ms_p50: "worse",
    video_start_time_ms_p90: "worse",
    video_start_time_ms_p95: "worse",
    video_start_time_ms_p99: "worse",
    good_share: "worse",
  });
  assertEquals(shown(await drawn({ stalling: 0.02 }, {})), {
    rebuffering_ratio: "better",
    cirr: "better",
  });
});

Deno.test("a change has both values, their difference and their ratio, each with an interval", async () => {
  const { changes, current, baseline } = await drawn({ failing: 0.06 }, {});
  const { metrics } = current.total;
  const change = changes.find(({ metric }) => metric === "vsf")!;
  assertEquals(change.current, metrics.vsf as typeof change.current);
  assertEquals(change.baseline, baseline.total.metrics.vsf as typeof change.current);
  assertEquals(change.difference, change.current.value - change.baseline.value);
  assertEquals(change.ratio, change.current.value / change.baseline.value);
  const inOrder = [change.differenceLow!, change.difference, change.differenceHigh!];
  assertEquals(inOrder, inOrder.toSorted((one, other) => one - other));
  assertEquals([change.low! > 1, change.low! < change.ratio!, change.ratio! < change.high!], [
    true,
    true,
    true,
  ]);
  assertEquals(changes.some(({ metric }) => ["attempts", "live_share"].includes(metric)), false);
});

Deno.test("a baseline of 0 has no ratio to it, but a difference", async () => {
  const { changes } = await drawn({ failing: 0.05 }, { failing: 0 }, { metrics: ["vsf"] });
  assertEquals(changes.map(({ metric, ratio, high, verdict }) => [metric, ratio, high, verdict]), [
    ["vsf", null, null, "worse"],
  ]);
});

Deno.test("rebuffering that there was none of before is worse", async () => {
  const { changes } = await drawn({}, { stalling: 0 }, { metrics: ["rebuffering_ratio"] });
  assertEquals(changes.map(({ ratio, verdict }) => [ratio, verdict]), [[null, "worse"]]);
});

Deno.test("two shares are tested by their score, with n - 1", () => {
  const share = (hits: number) => ({ kind: "share", n: 10, hits }) as const;
  const { score, p } = testDifference(share(8), share(3));
  assertAlmostEquals(score ** 2, 19 * (8 * 7 - 2 * 3) ** 2 / (10 * 10 * 11 * 9), 1e-12);
  assertAlmostEquals(p, 0.02849, 1e-5);
  assertEquals(testDifference(share(0), share(0)), { score: 0, p: 1 });
});

Deno.test("percentiles are tested by how many of both samples lie above", () => {
  const sample = (...sorted: number[]) => ({
    kind: "percentile",
    n: sorted.length,
    sorted: Float64Array.from(sorted),
    probability: 0.75,
  } as const);
  const [low, high] = [sample(1, 2, 3, 4), sample(11, 12, 13, 14)];
  // Two of eight lie above, both of them in the one sample.
  const expected = Math.sqrt(7 * (2 * 4) ** 2 / (4 * 4 * 2 * 6));
  assertAlmostEquals(testDifference(high, low).score, expected, 1e-12);
  assertAlmostEquals(testDifference(low, high).score, -expected, 1e-12);
  assertEquals(testDifference(low, low).p, 1);
});

Deno.test("the groups that changed most come first, and those that did not are not called changed", async () => {
  const random = randomOf(5);
  const sessions = (failingB: number) =>
    ["A", "B", "C", "D"].flatMap((cdn) =>
      drawSessions(1500, random, { failing: cdn === "B" ? failingB : 0.02, cdn: () => cdn })
    );
  const { changes } = compared(await tableOf(sessions(0.08)), await tableOf(sessions(0.02)), {
    by: ["cdn"],
    maxGroups: 2,
    metrics: ["vsf"],
  });
  assertEquals(changes.map(({ by }) => by.cdn).slice(0, 2), [undefined, "B"]);
  assertEquals(changes.map(({ verdict }) => verdict), ["worse", "worse", "no_difference_shown"]);
});

Deno.test("groups that one side lacks, or has few sessions of, are not compared", async () => {
  const group = (cdn: string, count: number) =>
    drawSessions(count, randomOf(1), { cdn: () => cdn });
  const now = await tableOf([...group("A", 100), ...group("B", 100), ...group("C", 100)]);
  const then = await tableOf([...group("A", 100), ...group("B", 10)]);
  const { changes } = compared(now, then, { by: ["cdn"], metrics: ["vsf"] });
  assertEquals(changes.map(({ by }) => by.cdn), [undefined, "A"]);
});

Deno.test("of two samples of the same sessions a difference is hardly ever shown, many as are compared", async () => {
  const random = randomOf(11);
  let alarms = 0;
  for (let round = 0; round < 100; round++) {
    const [now, then] = [
      await tableOf(drawSessions(600, random)),
      await tableOf(drawSessions(600, random)),
    ];
    const { changes } = compared(now, then, { by: ["cdn"] });
    if (changes.some(({ verdict }) => verdict !== "no_difference_shown")) alarms++;
  }
  assertEquals(alarms <= 8, true, `${alarms} of 100`);
});

Deno.test("more sessions of a bad group is composition, the same sessions going worse is behaviour", async () => {
  const random = randomOf(2);
  const mixed = (good: number, bad: number, failing: number) =>
    tableOf([
      ...drawSessions(good, random, { failing: 0.01, cdn: () => "good" }),
      ...drawSessions(bad, random, { failing, cdn: () => "bad" }),
    ]);
  const part = (comparison: Comparison) =>
    comparison.decompositions.find(({ metric }) => metric === "vsf")!;
  const before = await mixed(8000, 2000, 0.2);

  const mix = part(compared(await mixed(5000, 5000, 0.2), before));
  assertEquals(mix.dimension, "cdn");
  assertAlmostEquals(mix.composition, 0.3 * 0.19, 0.005);
  assertAlmostEquals(mix.behaviour, 0, 0.01);
  assertEquals([mix.low > 0, mix.values[0]!.currentShare], [true, 0.5]);

  // A group that is new brings its rate with it, and has not changed it.
  const arrival = part(compared(before, await mixed(8000, 0, 0)));
  assertAlmostEquals(arrival.composition, 0.2 * 0.19, 0.01);
  assertEquals(
    arrival.values.map(({ value, baseline, behaviour }) =>
      value === "bad" ? [baseline, behaviour] : []
    ).flat(),
    [null, 0],
  );

  const behaviour = part(compared(await mixed(8000, 2000, 0.4), before));
  assertAlmostEquals(behaviour.behaviour, 0.04, 0.01);
  assertEquals([behaviour.low <= 0, 0 <= behaviour.high], [true, true]);
});

Deno.test("the mix is that of the dimension or tag where it matters most", async () => {
  const random = randomOf(6);
  const cohort = (name: string, count: number, failing: number) =>
    drawSessions(count, random, { failing }).map((one) => ({
      ...one,
      custom_tags: { cohort: name },
    }));
  const mixed = (old: number, young: number) =>
    tableOf([...cohort("old", old, 0.2), ...cohort("young", young, 0.01)]);
  const { decompositions } = compared(await mixed(2000, 1000), await mixed(1000, 2000));
  const vsf = decompositions.find(({ metric }) => metric === "vsf")!;
  assertEquals([vsf.dimension, vsf.values[0]!.value], ["cohort", "old"]);
});

Deno.test("composition and behaviour add up to the difference, whatever the sessions are", async () => {
  const viewing = fc.record({
    failing: fc.double({ min: 0, max: 1, noNaN: true }),
    stalling: fc.constantFrom(0, 0.1),
  });
  await fc.assert(
    fc.asyncProperty(
      viewing,
      viewing,
      fc.integer({ min: 1, max: 80 }),
      fc.integer(),
      async (now, then, count, seed) => {
        const random = randomOf(seed);
        const { changes, decompositions } = compared(
          await tableOf(drawSessions(count, random, now)),
          await tableOf(drawSessions(81 - count, random, then)),
        );
        for (const { metric, composition, behaviour, difference } of decompositions) {
          const change = changes.find((one) => one.metric === metric)!;
          const scale = Math.max(1e-3, Math.abs(change.current.value));
          assertEquals(Math.abs(composition + behaviour - difference) < 1e-9 * scale, true, metric);
          assertEquals(Math.abs(change.difference - difference) < 1e-9 * scale, true, metric);
        }
        const percentiles: MetricKey[] = decompositions.map(({ metric }) => metric)
          .filter((metric) => metric.includes("_p"));
        assertEquals(percentiles.includes("video_start_time_ms_p50"), false);
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("an error that goes with a failure is no mix of sessions", async () => {
  const withErrors = (failing: number) =>
    drawSessions(2000, randomOf(4), { failing }).map((one) => ({
      ...one,
      video_start_failure_errors: one.is_video_start_failure ? ["E1"] : ["none"],
    }));
  const { decompositions } = compared(
    await tableOf(withErrors(0.3)),
    await tableOf(withErrors(0.01)),
  );
  const dimensions = new Set(decompositions.map(({ dimension }) => dimension));
  assertEquals(dimensions.has("video_start_failure_error"), false);
  assertEquals(dimensions.size > 0, true);
});

Deno.test("a comparison with a pull that was filtered by an outcome is refused, on either side", async () => {
  const table = await tableOf(drawSessions(10, randomOf(1)));
  const whole = { table, pull: pullOf() };
  const picked = { table, pull: pullOf({ parameters: { is_video_playback_failure: false } }) };
  assertThrows(() => compare(whole, picked), QueryError);
  assertThrows(() => compare(picked, whole), QueryError);
});
