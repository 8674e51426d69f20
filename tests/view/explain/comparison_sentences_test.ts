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
    values: [{
      value: "Android",
      currentShare: 0.5,
      baselineShare: 0.1,
      current: 0.2,
      baseline: 0.2,
      composition: 0.05,
      behaviour: 0,
    }],
  };
  const lines = linesOf({ decompositions: [mix] });
  assertStringIncludes(
    lines[1]!,
    "+5.0 points come of another mix of sessions (+3.0 to +7.0 points) and +1.0 points of like",
  );
  assertMatch(lines[1]!, /: device_os$/);
  const chance = linesOf({ decompositions: [{ ...mix, low: -0.01 }] });
  assertMatch(chance[1]!, /^Like sessions go otherwise: .* is shown for no dimension$/);
});

Deno.test("other filters of one range are compared without a before", () => {
  const { current } = comparisonWith();
  const answer = comparisonWith({ baseline: current });
  assertEquals(
    sentenceLines(comparisonSentences(answer)),
    ["Worse: video start failures 9.0 % against 3.0 % (3.0 times; 2.0 to 4.5 times)"],
  );
  const titles = changesTable(answer).columns.map(({ title }) => "text" in title && title.text);
  assertEquals(titles.slice(1, 3), ["versus", "these"]);
});

Deno.test("what filters hold apart is not told as a change of mix", () => {
  const apart = { currentShare: 0.5, baselineShare: 0, current: 0.2, baseline: null };
  const mix = {
    metric: "vsf" as const,
    dimension: "device_name",
    difference: 0.06,
    composition: 0.06,
    behaviour: 0,
    low: 0.05,
    high: 0.07,
    values: [{ value: "Pixel", composition: 0.06, behaviour: 0, ...apart }],
  };
  assertEquals(linesOf({ decompositions: [mix] }).length, 1);
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
  const ofGroup = changeWith({ by: { cdn: "Polar Edge" } });
  assertEquals(stepsAfterComparison(comparisonWith({ changes: [unchanged, ofGroup] })).length, 1);
  assertEquals(stepsAfterComparison(comparisonWith({ changes: [unchanged] })), []);
});
