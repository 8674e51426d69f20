import { assertEquals } from "@std/assert";
import { CONTENT } from "../../gen/endpoints.ts";
import {
  estimate,
  isAvailable,
  meetThresholds,
  METRICS,
  parseThresholds,
  SessionGroup,
  tabulate,
} from "../../src/analysis/mod.ts";
import { randomOf } from "../support/random.ts";
import { drawSessions } from "../support/viewing.ts";

const POPULATION = 50_000;
const SAMPLE = 2000;
const REPETITIONS = 1000;

Deno.test("the interval of every rate holds the truth in 93 to 97 of 100 samples, skewed as they are", async () => {
  const random = randomOf(1);
  const viewing = { failing: 0.05, breaking: 0.05 };
  const table = await tabulate(drawSessions(POPULATION, random, viewing), CONTENT);
  const good = meetThresholds(table, parseThresholds("video_start_time_ms<=2000", CONTENT));
  const all = new SessionGroup(
    table,
    Uint32Array.from({ length: POPULATION }, (_, row) => row),
    good,
  );
  const rates = Object.values(METRICS).filter(({ rule }) => rule.kind !== "count");
  const truth = rates.map((metric) => estimate(metric, all));
  const held = rates.map(() => 0);
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const rows = Uint32Array.from({ length: SAMPLE }, () => Math.floor(random() * POPULATION));
    const sample = new SessionGroup(table, rows, good);
    rates.forEach((metric, index) => {
      const [found, true_] = [estimate(metric, sample), truth[index]!];
      if (!isAvailable(found) || !isAvailable(true_)) return;
      if (found.low! <= true_.value && true_.value <= found.high!) held[index]!++;
    });
  }
  const wrong = rates.map(({ key }, index) => [key, held[index]! / REPETITIONS] as const)
    .filter(([, part]) => part < 0.93 || part > 0.97);
  assertEquals(wrong, []);
});
