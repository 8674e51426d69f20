import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { chanceOf } from "../../../src/analysis/diagnosis/chance/chance.ts";
import { searchClusters } from "../../../src/analysis/diagnosis/clusters/search_clusters.ts";
import { type Cause, diagnose, type Observations } from "../../../src/analysis/diagnosis/mod.ts";
import { sliceTime } from "../../../src/analysis/diagnosis/rows/time_slices.ts";
import { finish } from "../../../src/analysis/steps.ts";
import { randomOf } from "../../support/random.ts";
import { BASELINE, CURRENT, drawSessions, QUESTION } from "./make_sessions.ts";

/** Sessions of 24 attributes, in which all that have the first value of three are often bad. */
function withCauseOfThree(sessions: number, random: () => number): Observations {
  const drawn = [0, 1, 2].map(() => drawSessions(sessions, random));
  const attributes = drawn.flatMap(({ attributes }, i) =>
    attributes.map((attribute) => ({ ...attribute, name: `${attribute.name}.${i}` }))
  );
  const [first] = drawn;
  const isHit = (row: number): boolean =>
    first!.startMs[row]! >= CURRENT.startMs &&
    [0, 9, 18].every((position) => attributes[position]!.codes[row] === 0);
  const bad = first!.bad.map((count, row) => isHit(row) && random() < 0.4 ? 1 : count);
  return { ...first!, attributes, bad };
}

function firstCause(observations: Observations): Cause {
  const diagnosis = diagnose(observations, QUESTION, randomOf(1));
  const [cause] = diagnosis.verdict === "incident" ? diagnosis.causes : [];
  assert(cause !== undefined, diagnosis.verdict);
  return cause!;
}

const WHERE = { "attribute 0.0": "a", "attribute 1.1": "a", "attribute 2.2": "a" };

Deno.test("a cause of three values is found among so many attributes that few are combined by three", () => {
  assertEquals(firstCause(withCauseOfThree(12_000, randomOf(3))).where, WHERE);
});

Deno.test("of so many sessions that a sample is weighed, the counts of a cause are still of all", () => {
  const observations = withCauseOfThree(160_000, randomOf(4));
  const cause = firstCause(observations);
  assertEquals(cause.where, WHERE);
  const rows = Array.from(observations.bad.keys()).filter((row) =>
    observations.startMs[row]! >= CURRENT.startMs &&
    [0, 9, 18].every((position) => observations.attributes[position]!.codes[row] === 0)
  );
  const bad = rows.filter((row) => observations.bad[row] === 1);
  assertEquals([cause.n, cause.bad], [rows.length, bad.length]);
  // One in twenty.
  const { n, expectedBad } = diagnose(observations, QUESTION, randomOf(1)).overall;
  assert(Math.abs(expectedBad / (n / 20) - 1) < 0.1, `${expectedBad} of ${n}`);
});

Deno.test("combinations of three that are not tried are paid for as if they were", () => {
  const observations = withCauseOfThree(12_000, randomOf(3));
  const slices = sliceTime(observations, CURRENT, [BASELINE]);
  const search = finish(searchClusters(observations, slices));
  const chanceIf = (searchedTriples: number) =>
    finish(chanceOf({ ...search, searchedTriples }, 0.05, randomOf(1)));
  const [some, all] = [finish(chanceOf(search, 0.05, randomOf(1))), chanceIf(1)];
  // 16 of the 24 attributes are combined: 560 of 2024 combinations.
  const factor = 2024 / 560;
  const evidence = all.evidenceAt(0.01, 3);
  assertAlmostEquals(some.pAdjusted(evidence, 3), 0.01 * factor, 1e-9);
  assertAlmostEquals(some.evidenceAt(0.01 * factor, 3), evidence, 1e-9);
  for (const terms of [0, 1, 2]) {
    assertEquals(some.evidenceAt(0.01, terms), all.evidenceAt(0.01, terms));
  }
});
