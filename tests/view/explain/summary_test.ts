import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { sentenceLines } from "../../../cli/text/sentence_text.ts";
import { groupsTable, seriesTable, summarySentences, totalTable } from "../../../src/view/mod.ts";
import { groupOf, RANGE_START_MS, summaryWith } from "../../support/explained.ts";

const linesOf = (...parts: Parameters<typeof summaryWith>) =>
  sentenceLines(summarySentences(summaryWith(...parts)));

Deno.test("a summary tells what there is, and leaves out what records do not have", () => {
  assertEquals(linesOf()[0], "Of 1,000 sessions 4.0 % failed to start");
});

Deno.test("small groups are flagged, in words and in the table, and stay", () => {
  const groups = [groupOf({ cdn: "Polar Edge" }, 980, 40), groupOf({ cdn: "Rare" }, 10, 1)];
  assertStringIncludes(linesOf({ groups })[1]!, "1 group has few sessions");
  const { columns, rows } = groupsTable(summaryWith({ groups }), "vsf");
  const at = columns.findIndex(({ name }) => name === "isSmall");
  assertEquals(rows[1]!.cells[at], { kind: "words", text: "few" });
});

Deno.test("the total and the rest stand below the groups", () => {
  const { columns, rows } = groupsTable(summaryWith(), "vsf");
  assertEquals(rows.map(({ kind }) => kind), ["group", "group", "other", "total"]);
  for (const { cells } of rows) assertEquals(cells.length, columns.length);
});

Deno.test("a group stands out only if its interval leaves the value of all out", () => {
  const groups = [
    groupOf({ cdn: "Bad" }, 300, 30),
    groupOf({ cdn: "Alike" }, 50, 3),
    groupOf({ cdn: "Good" }, 690, 7),
  ];
  const { rows } = groupsTable(summaryWith({ groups }), "vsf");
  assertEquals(rows.slice(0, 3).map(({ emphasis }) => emphasis), ["bad", undefined, "good"]);
});

Deno.test("the axis of the bars holds every bound", () => {
  const answer = summaryWith();
  const { axis } = groupsTable(answer, "vsf").columns.find(({ axis }) => axis)!;
  for (const { metrics: { vsf } } of [...answer.groups, answer.total]) {
    assert("value" in vsf && axis!.low <= vsf.low! && vsf.high! <= axis!.high);
  }
});

Deno.test("a metric without a value says why, and is not 0", () => {
  const { rows } = totalTable(summaryWith());
  const values = rows.map(({ cells }) => cells[1]!);
  assert(values.some((cell) => cell.kind === "none" && cell.why === "not_recorded"));
});

Deno.test("groups over time are a row each, and a bucket without sessions is a hole", () => {
  const at = (cdn: string, hour: number, failures: number) =>
    groupOf({ cdn }, 100, failures, { startMs: RANGE_START_MS + hour * 3_600_000 });
  const groups = [at("A", 0, 1), at("A", 1, 2), at("A", 2, 9), at("B", 0, 4), at("B", 2, 5)];
  const { columns, rows } = seriesTable(summaryWith({ groups, everyMs: 3_600_000 }), "vsf");
  const column = columns.findIndex(({ name }) => name === "vsf");
  assertEquals(rows.map(({ cells }) => cells[column]), [
    { kind: "series", values: [0.01, 0.02, 0.09] },
    { kind: "series", values: [0.04, null, 0.05] },
  ]);
});
