import { assert } from "@std/assert";
import { diagnose, type Observations } from "../../../src/analysis/diagnosis/mod.ts";
import { randomOf } from "../../support/random.ts";
import { drawSessions, QUESTION } from "./make_sessions.ts";

const WINDOWS = 100;
const SAMPLED = 500;

/** All bad sessions of as quiet a time, and as many again of the good ones, which stand for all. */
function quietSample(random: () => number): Observations {
  const drawn = drawSessions(SAMPLED, random);
  const isBad = (row: number): boolean => row % 2 === 0;
  return {
    ...drawn,
    sessions: Uint8Array.from({ length: SAMPLED }, (_, row) => isBad(row) ? 1 : 50),
    bad: Uint8Array.from({ length: SAMPLED }, (_, row) => isBad(row) ? 1 : 0),
    isSampled: true,
  };
}

Deno.test("of a hundred quiet windows, few raise an alarm, though thousands of groups are compared", () => {
  const random = randomOf(7);
  let alarms = 0;
  for (let i = 0; i < WINDOWS; i++) {
    if (diagnose(drawSessions(3000, random), QUESTION, random).verdict === "incident") alarms++;
  }
  // At 5 % each, more than eleven have a probability of 0.4 %.
  assert(alarms <= 11, `${alarms} alarms`);
});

Deno.test("nor do quiet samples, in which a group may have few good sessions by chance", () => {
  const random = randomOf(11);
  let [alarms, ofAll] = [0, 0];
  for (let i = 0; i < WINDOWS; i++) {
    const sample = quietSample(random);
    if (diagnose(sample, QUESTION, random).verdict === "incident") alarms++;
    const { isSampled: _, ...taken } = sample;
    if (diagnose(taken, QUESTION, random).verdict === "incident") ofAll++;
  }
  assert(alarms <= 11, `${alarms} alarms`);
  assert(ofAll > 20, `${ofAll} alarms if the sample is taken for all`);
});
