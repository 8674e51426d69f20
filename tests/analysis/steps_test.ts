import { assert, assertEquals } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import { comparisonSteps } from "../../src/analysis/comparison/compare.ts";
import { candidatesOf } from "../../src/analysis/diagnosis/causes/candidates.ts";
import { findCauses } from "../../src/analysis/diagnosis/causes/find_causes.ts";
import { chanceOf } from "../../src/analysis/diagnosis/chance/chance.ts";
import { searchClusters } from "../../src/analysis/diagnosis/clusters/search_clusters.ts";
import { diagnosisSteps } from "../../src/analysis/diagnosis/diagnose.ts";
import { sliceTime } from "../../src/analysis/diagnosis/rows/time_slices.ts";
import { compare, diagnose, type SessionTable, summarize } from "../../src/analysis/mod.ts";
import { summarySteps } from "../../src/analysis/summary/summarize.ts";
import { tabulate } from "../../src/analysis/table/tabulate.ts";
import { explainingAttributes } from "../../src/explain/diagnosis/attributes.ts";
import { randomOf } from "../support/random.ts";
import { counting, run, type Work } from "../support/steps.ts";
import { drawSessions, pullOf } from "../support/viewing.ts";
import {
  BASELINE,
  CURRENT,
  drawSessions as drawObservations,
  QUESTION,
} from "./diagnosis/make_sessions.ts";

function sumOf(counts: ArrayLike<number>): number {
  return Array.from(counts).reduce((sum, count) => sum + count, 0);
}

/** A table of which every number and value is work to read. */
async function countingTable(sessions: number, work: Work): Promise<SessionTable> {
  const table = await tabulate(drawSessions(sessions, randomOf(sessions)), CONTENT);
  return {
    ...table,
    holds: counting(table.holds, work),
    known: counting(table.known, work),
    measures: Object.fromEntries(
      Object.entries(table.measures).map(([name, numbers]) => [name, counting(numbers, work)]),
    ) as SessionTable["measures"],
    attributes: new Map(
      [...table.attributes].map(([name, attribute]) =>
        [name, { ...attribute, codes: counting(attribute.codes, work) }] as const
      ),
    ),
  };
}

Deno.test("a diagnosis in steps has the result of one at once", () => {
  const observations = drawObservations(4000, randomOf(1));
  const { result } = run(diagnosisSteps(observations, QUESTION, randomOf(2)));
  assertEquals(result, diagnose(observations, QUESTION, randomOf(2)));
});

Deno.test("each combination of attributes, each shuffle and each candidate is a step of a diagnosis", () => {
  const observations = drawObservations(4000, randomOf(1));
  const slices = sliceTime(observations, CURRENT, [BASELINE]);
  const attributes = 8;
  // One, two or three of them.
  const combinations = 8 + 28 + 56;

  const { result: search, count: searched } = run(searchClusters(observations, slices));
  // Attributes are hashed, coded, and fitted after the overall rate, in three sweeps; rows are put in
  // order; combinations are looked for, and their exposure and their bad sessions counted.
  const expected = 2 * attributes + 4 * (1 + attributes) + 2 + 3 * combinations;
  assert(searched > expected, `${searched} steps`);

  const draws = { done: 0 };
  const random = randomOf(2);
  const drawn = () => {
    draws.done++;
    return random();
  };
  const chance = run(chanceOf(search, 0.05, drawn), draws);
  // Bad sessions are looked up and counted in all combinations, and dealt out 99 times.
  assert(chance.count > 2 * combinations + 99, `${chance.count} steps`);
  assertEquals(chance.longest, sumOf(observations.bad));

  const candidates = run(candidatesOf(search, search.counts));
  assert(candidates.count > candidates.result.length && candidates.result.length > 100);
  assert(run(findCauses(search, chance.result)).count > 2 * candidates.result.length);
});

Deno.test("a step of a diagnosis reads the sessions once or twice, of however many attributes they are", () => {
  const work = { done: 0 };
  const drawn = drawObservations(4000, randomOf(1));
  const constants = ["one", "two", "three"].map((name) => ({
    name,
    values: ["same"],
    codes: new Uint8Array(4000),
  }));
  const attributes = [...drawn.attributes, ...constants].map((attribute) => ({
    ...attribute,
    codes: counting(attribute.codes, work),
  }));
  const { longest } = run(diagnosisSteps({ ...drawn, attributes }, QUESTION, randomOf(2)), work);
  assert(work.done > 20 * 4000 && longest <= 2 * 4000, `${longest} of ${work.done}`);
});

Deno.test("each attribute that may explain something is looked at in a step of its own", async () => {
  const work = { done: 0 };
  const { longest } = run(explainingAttributes(await countingTable(3000, work)), work);
  assert(work.done >= 4 * 3000 && longest <= 3000, `${longest} of ${work.done}`);
});

Deno.test("each group that may be listed is a step of a summary", async () => {
  const table = await tabulate(drawSessions(3000, randomOf(1)), CONTENT);
  const groups = table.attributes.get("isp")!.values.length - 1;
  const [few, many] = [["cdn"], ["isp"]].map((by) =>
    run(summarySteps(table, pullOf(), { by, maxGroups: 2 })).count
  ) as [number, number];
  // Of either, two groups and the others are described; the CDNs are three.
  assertEquals(many - few, groups - 3);
});

Deno.test("more sessions make more steps of a diagnosis, not longer ones", () => {
  const countOf = (sessions: number) =>
    run(diagnosisSteps(drawObservations(sessions, randomOf(1)), QUESTION, randomOf(2))).count;
  assert(countOf(36_000) > countOf(12_000) + 2 * 92);
});

Deno.test("a step of a summary or a comparison reads each session a few times at most", async () => {
  const work = { done: 0 };
  const [now, then] = [await countingTable(3000, work), await countingTable(2000, work)];
  const options = { by: ["cdn"] };
  const summary = run(summarySteps(now, pullOf(), options), work);
  // A weighted ratio has three numbers of each session, and the value by which it is grouped.
  assert(summary.longest <= 4 * 3000, `${summary.longest} of ${work.done}`);
  assert(work.done > 10 * summary.longest);
  assertEquals(summary.result, summarize(now, pullOf(), options));

  work.done = 0;
  const sides = [{ table: now, pull: pullOf() }, { table: then, pull: pullOf() }] as const;
  const comparison = run(comparisonSteps(...sides, options), work);
  assert(comparison.longest <= 4 * 5000, `${comparison.longest} of ${work.done}`);
  assert(work.done > 10 * comparison.longest);
  assertEquals(comparison.result, compare(...sides, options));
});
