import { assert } from "@std/assert";
import { diagnose, type Observations } from "../../../src/analysis/diagnosis/mod.ts";
import { randomOf } from "../../support/random.ts";
import { CURRENT, QUESTION } from "./make_sessions.ts";

const WINDOWS = 100;
const SESSIONS = 3000;

/** Sessions of eight attributes whose bad ones are a matter of chance alone. */
function quietSessions(random: () => number): Observations {
  const whole = (below: number): number => Math.floor(below * random());
  return {
    length: SESSIONS,
    attributes: Array.from({ length: 8 }, (_, i) => ({
      name: `attribute ${i}`,
      values: ["a", "b", "c", "d"],
      codes: Uint8Array.from({ length: SESSIONS }, () => whole(4)),
    })),
    sessions: new Uint8Array(SESSIONS).fill(1),
    bad: Uint8Array.from({ length: SESSIONS }, () => random() < 0.05 ? 1 : 0),
    startMs: Float64Array.from({ length: SESSIONS }, () => whole(CURRENT.endMs)),
  };
}

Deno.test("of a hundred quiet windows, few raise an alarm, though thousands of groups are compared", () => {
  const random = randomOf(7);
  let alarms = 0;
  for (let i = 0; i < WINDOWS; i++) {
    if (diagnose(quietSessions(random), QUESTION, random).verdict === "incident") alarms++;
  }
  // At 5 % each, more than eleven have a probability of 0.4 %.
  assert(alarms <= 11, `${alarms} alarms`);
});
