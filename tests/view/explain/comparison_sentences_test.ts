import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { sentenceLines } from "../../../cli/text/sentence_text.ts";
import {
  changesTable,
  comparisonSentences,
  groupChangesTable,
  stepsAfterComparison,
} from "../../../src/view/mod.ts";
import { changeWith, comparisonWith, groupOf } from "../../support/explained.ts";

const linesOf = (...parts: Parameters<typeof comparisonWith>) =>
  sentenceLines(comparisonSentences(comparisonWith(...parts)));

const unchanged = changeWith({ metric: "ebvs", verdict: "no_difference_shown", pAdjusted: 0.7 });

Deno.test("a comparison says first what is worse, from what to what and how sure", () => {
  assertEquals(linesOf({ changes: [unchanged, changeWith()] }), [
    "Worse: video start failures rose from 3.0 % to 9.0 % (3.0 times; 2.0 to 4.5 times)",
    "No difference is shown in 1 other metric, which does not say that there is none",
  ]);
});

Deno.test("where no difference is shown, none is not claimed", () => {
  const [first, ...rest] = linesOf({ changes: [unchanged] });
  assertMatch(
    first!,
    /^No difference is shown in 1 metric, which does not say that there is none$/,
  );
  assertEquals(rest, []);
});

Deno.test("a change that comes of another mix is told apart from one of how sessions go", () => {
  const mix = {
    metric: "vsf" as const,
    dimension: "device_os",
    difference: 0.06,
    composition: 0.05,
    behaviour: 0.01,
    low: 0.03,
    high: 0.07,
    values: [],
  };
  const lines = linesOf({ decompositions: [mix] });
  assertStringIncludes(
    lines[1]!,
    "+1.0 points come of like sessions that went otherwise and +5.0 points of another mix",
  );
  assertMatch(lines[1]!, /: device_os$/);
  const chance = linesOf({ decompositions: [{ ...mix, low: -0.01 }] });
  assertStringIncludes(chance[1]!, "which may be chance");
});

Deno.test("groups that changed are named, and those that are not shown to stay out of the table", () => {
  const changes = [
    changeWith(),
    changeWith({ by: { cdn: "Polar Edge" } }),
    changeWith({ by: { cdn: "Akamai" }, verdict: "no_difference_shown" }),
  ];
  const answer = comparisonWith({ by: ["cdn"], changes });
  assertEquals(
    sentenceLines(comparisonSentences(answer)).at(-1),
    "1 group is shown to differ: cdn=Polar Edge",
  );
  assertEquals(groupChangesTable(answer)!.rows.length, 1);
  assertEquals(changesTable(answer).rows.length, 1);
});

Deno.test("with nothing on one side, nothing is compared", () => {
  const current = { ...comparisonWith().current, total: groupOf({}, 0, 0) };
  assertMatch(linesOf({ current, changes: [] })[0]!, /^Nothing can be compared/);
});

Deno.test("what is worse leads to what is broken, and what is not leads nowhere", () => {
  assertEquals(stepsAfterComparison(comparisonWith()).map(({ ask }) => ask), ["diagnose"]);
  assertEquals(stepsAfterComparison(comparisonWith({ changes: [unchanged] })), []);
});
