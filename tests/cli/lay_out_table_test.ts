import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import stringWidth from "string-width";
import type { Column } from "../../cli/table/column.ts";
import { layOutTable } from "../../cli/table/lay_out_table.ts";
import { cleanText } from "../../cli/text/clean_text.ts";
import { noPaint, painter } from "../../cli/text/style.ts";
import { fakeIo } from "../support/fake_io.ts";

type Row = readonly string[];
const text = (index: number, more: Partial<Column<Row>> = {}): Column<Row> => ({
  title: `c${index}`,
  align: "left",
  minWidth: 4,
  cell: (row) => ({ text: cleanText(row[index] ?? "") }),
  ...more,
});

Deno.test("a table fits its terminal, whatever its cells hold", () => {
  const cell = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 30 }),
    fc.constantFrom(
      "日本語のタイトル",
      "👩‍👩‍👧‍👦 family",
      "\x1b[2J\x1b]0;owned\x07",
      "e\u0301a\u0301",
      "",
    ),
  );
  const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 8 });
  fc.assert(fc.property(rows, fc.integer({ min: 10, max: 100 }), (rows, width) => {
    const columns = [text(0), text(1, { align: "right" }), text(2)];
    const layout = layOutTable(columns, rows, { width, paint: noPaint });
    for (const line of [layout.header, ...rows.map(layout.line)]) {
      assert(line.endsWith("\n"));
      for (const part of line.slice(0, -1).split("\n")) assert(stringWidth(part) <= width, part);
    }
  }));
});

Deno.test("columns stand under each other also behind wide characters", () => {
  const rows = [["日本", "1"], ["a", "22"]];
  const { line } = layOutTable([text(0), text(1, { align: "right" })], rows, {
    width: 40,
    paint: noPaint,
  });
  assertEquals(rows.map(line), ["日本   1\n", "a     22\n"]);
});

Deno.test("an ellipsis shows that a cell was cut, and nothing is cut where there is no terminal", () => {
  const rows = [["Northwind CDN"]];
  const cut = layOutTable([text(0)], rows, { width: 8, paint: noPaint });
  assertEquals(cut.line(rows[0]!), "Northwi…\n");
  const whole = layOutTable([text(0, { maxWidth: 8 })], rows, { width: undefined, paint: noPaint });
  assertEquals(whole.line(rows[0]!), "Northwind CDN\n");
});

Deno.test("colours change neither the widths nor the text", () => {
  const rows = [["bad", "x"], ["good news", "y"]];
  const columns = [
    text(0, { cell: (row) => ({ text: row[0]!, tone: row[0] === "bad" ? "bad" : "good" }) }),
    text(1),
  ];
  const { stdout } = fakeIo({ terminalColumns: 40 });
  const lines = (paint: typeof noPaint) =>
    rows.map(layOutTable(columns, rows, { width: 40, paint }).line);
  const coloured = lines(painter(stdout, () => undefined));
  assert(coloured[0]!.includes("\x1b[31mbad\x1b[39m"));
  // deno-lint-ignore no-control-regex -- colours are made of control characters
  const stripped = coloured.map((line) => line.replace(/\x1b\[\d+m/g, ""));
  assertEquals(stripped, lines(noPaint));
});

Deno.test("there are no colours with NO_COLOR, on a dumb terminal, and in a file", () => {
  const terminal = fakeIo({ terminalColumns: 40 }).stdout;
  const env = (values: Record<string, string>) => (name: string) => values[name];
  assertEquals(painter(terminal, env({ NO_COLOR: "1" }))("x", "bad"), "x");
  assertEquals(painter(terminal, env({ TERM: "dumb" }))("x", "bad"), "x");
  assertEquals(painter(fakeIo().stdout, env({}))("x", "bad"), "x");
  assert(painter(terminal, env({ NO_COLOR: "", TERM: "xterm" }))("x", "bad") !== "x");
});
