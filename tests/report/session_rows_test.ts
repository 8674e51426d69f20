import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { PackedColumn, PackedSessions, PackedValue } from "../../report/data/pack_sessions.ts";
import {
  allRows,
  filterRows,
  orderRows,
  valueAt,
} from "../../report/page/sessions/session_rows.ts";

function column(name: string, all: readonly PackedValue[]): PackedColumn {
  const values = [...new Set(all)];
  return { name, title: name, values, codes: all.map((value) => values.indexOf(value)) };
}

function packed(columns: readonly PackedColumn[], length: number): PackedSessions {
  return { length, columns, shown: [], timeline: { start: "", end: "", outcome: "" } };
}

const NUMBERS = fc.array(fc.option(fc.integer({ min: -50, max: 50 })), { minLength: 1 });

Deno.test("rows are ordered by a column either way, those without a value last, equal ones as they came", () => {
  fc.assert(fc.property(NUMBERS, fc.boolean(), (values, isDescending) => {
    const ordered = column("a", values);
    const rows = orderRows(allRows(packed([ordered], values.length)), ordered, isDescending);
    const known = values.map((value, row) => ({ value, row })).filter(({ value }) =>
      value !== null
    );
    const expected = known.sort((one, other) =>
      (isDescending ? other.value! - one.value! : one.value! - other.value!) || one.row - other.row
    );
    const none = values.flatMap((value, row) => value === null ? row : []);
    assertEquals([...rows], [...expected.map(({ row }) => row), ...none]);
  }));
});

Deno.test("texts are ordered as people do: numbers in them by their size, in any case", () => {
  const names = ["Episode 10", "episode 9", "Alpha", "Episode 2"];
  const titles = column("title", names);
  const rows = orderRows(allRows(packed([titles], 4)), titles, false);
  assertEquals([...rows].map((row) => valueAt(titles, row)), [
    "Alpha",
    "Episode 2",
    "episode 9",
    "Episode 10",
  ]);
});

Deno.test("a filter finds a text in any column or in one, in any case, and keeps the order", () => {
  const table = packed([
    column("cdn", ["Polar Edge", "Meridian", null]),
    column("isp", ["Meridian Net", "polar", "x"]),
  ], 3);
  const rows = Uint32Array.of(2, 1, 0);
  const found = (
    text: string,
    name: string,
  ) => [...filterRows(rows, table, { text, column: name })];
  assertEquals(found(" POLAR ", ""), [1, 0]);
  assertEquals(found("polar", "cdn"), [0]);
  assertEquals(found("", "cdn"), [2, 1, 0]);
  assertEquals(found("null", ""), []);
});
