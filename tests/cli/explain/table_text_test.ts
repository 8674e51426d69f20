import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { tableText } from "../../../cli/explain/table_text.ts";
import { noPaint, painter } from "../../../cli/text/style.ts";
import { momentText } from "../../../cli/text/time_text.ts";
import {
  type AnswerTable,
  causesTable,
  changesTable,
  groupsTable,
  totalTable,
} from "../../../src/view/mod.ts";
import {
  causeWith,
  changeWith,
  comparisonWith,
  groupOf,
  summaryWith,
} from "../../support/explained.ts";

const write = (table: AnswerTable, width?: number) =>
  tableText(table, { width, paint: noPaint, timeText: momentText });

const TABLES = [
  causesTable({ causes: [causeWith(), causeWith({ high: null, where: {} })] }),
  changesTable(comparisonWith({ changes: [changeWith(), changeWith({ ratio: null })] })),
  groupsTable(summaryWith(), "vsf"),
  totalTable(summaryWith()),
];

Deno.test("every table fits every terminal, and names what had no space", () => {
  for (const table of TABLES) {
    for (const width of [40, 60, 80, 100, 120, 160]) {
      const { text, leftOut } = write(table, width);
      const widest = Math.max(...text.split("\n").map((line) => line.length));
      assert(widest <= width, `${widest} > ${width}\n${text}`);
      if (width >= 160) assertEquals(leftOut, [], text);
    }
  }
  const { leftOut } = write(TABLES[0]!, 60);
  assert(leftOut.includes("95 %"), leftOut.join(", "));
});

Deno.test("what goes into a file is whole: no column is cut or left out", () => {
  const where = { cdn: "A content delivery network with a name of its own", isp: "Some provider" };
  const { text, leftOut } = write(causesTable({ causes: [causeWith({ where })] }));
  assertStringIncludes(text, `cdn=${where.cdn} and isp=${where.isp}`);
  assertEquals(leftOut, []);
});

Deno.test("without colours, signs say what is worse and what stands apart", () => {
  assertMatch(write(TABLES[1]!, 120).text, /VSF .*●.* ✗ worse\n/);
  const groups = [groupOf({ cdn: "Bad" }, 300, 60), groupOf({ cdn: "Alike" }, 50, 3)];
  const { text, legend } = write(groupsTable(summaryWith({ groups }), "vsf"), 120);
  assertMatch(text, /\nBad .*●[^]*\nAlike .*○/);
  assertStringIncludes(legend!, "● apart");
});

Deno.test("colours are for what is bad, on a terminal that has them", () => {
  const sink = { isTerminal: true, columns: () => 120, write: () => Promise.resolve() };
  const paint = painter(sink, () => undefined);
  const { text } = tableText(TABLES[1]!, { width: 120, paint, timeText: momentText });
  assertStringIncludes(text, "\x1b[31m✗ worse");
});

Deno.test("a column that no row has a value for is left out without a word", () => {
  const { text, leftOut } = write(
    changesTable(comparisonWith({
      changes: [changeWith({ ratio: null, low: null, high: null })],
    })),
    160,
  );
  assert(!/ratio/.test(text), text);
  assertEquals(leftOut, []);
});

Deno.test("a hostile value cannot command the terminal", () => {
  const where = { asset: "\x1b]0;owned\x07\u202e\nnext" };
  const { text } = write(causesTable({ causes: [causeWith({ where })] }), 120);
  // deno-lint-ignore no-control-regex
  assert(!/[\x1b\x07\u202e]/.test(text));
  assertEquals(text.split("\n").length, 4);
});
