import { assert, assertEquals } from "@std/assert";
import { type Cause, diagnose, type Observations } from "../../../src/analysis/diagnosis/mod.ts";
import { randomOf } from "../../support/random.ts";
import { CURRENT, drawSessions, QUESTION } from "./make_sessions.ts";

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
