import { assert, assertEquals } from "@std/assert";
import { sentenceLines } from "../../../cli/text/sentence_text.ts";
import type { PlanStep, Pulled } from "../../../src/explain/mod.ts";
import { planSentence, pullsSentence } from "../../../src/view/mod.ts";
import { coverageWith } from "../../support/coverage.ts";
import { diagnosisWith, RANGE_START_MS } from "../../support/explained.ts";

const MINUTE_MS = 60_000;
const windowAt = (minute: number) => ({
  startMs: RANGE_START_MS + minute * MINUTE_MS,
  endMs: RANGE_START_MS + (minute + 1) * MINUTE_MS,
});
const NO_FILTERS = { parameters: {}, tags: {}, dimensions: {} };

Deno.test("the steps of a plan are told together by what they are for, in order of time", () => {
  const step = (minutes: number[], purpose: PlanStep["purpose"]): PlanStep => ({
    purpose,
    windows: minutes.map(windowAt),
    filters: NO_FILTERS,
    reason: "thinned_for_budget",
  });
  const plan = [step([40, 10], "current"), step([0], "baseline"), step([20], "current")];
  const answer = diagnosisWith({ asked: { requests: 9, sessions: 4000, plan } });
  assertEquals(sentenceLines([planSentence(answer)]), [
    "Asked 9 requests for 4,000 sessions",
    "  the range, thinned over time to fit the budget, " +
    "3 windows of 2026-11-22 18:10:00 to 18:41:00 UTC",
    "  what is usual, thinned over time to fit the budget, " +
    "2026-11-22 18:00:00 to 18:01:00 UTC",
  ]);
});

Deno.test("what took no request is not told as asked, and what was left out is told", () => {
  const pulled = (parts: Partial<Pulled>): Pulled => ({
    purpose: "current",
    windows: [windowAt(0)],
    filters: NO_FILTERS,
    sessions: 12,
    requests: 0,
    coverage: coverageWith({}),
    ...parts,
  });
  const seen = { lengthMs: MINUTE_MS, endedWithinMs: 0 };
  const pulls = [pulled({}), pulled({ purpose: "baseline", seen })];
  const [first, , baseline] = sentenceLines([pullsSentence({ pulls })]);
  assertEquals(first, "Read 24 sessions, which took no request");
  assert(baseline!.startsWith("  to compare with, ") && /would have missed$/.test(baseline!));
});
