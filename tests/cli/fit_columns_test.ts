import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { fitColumns } from "../../cli/table/fit_columns.ts";

const GAP = 2;
const column = fc.record({
  natural: fc.integer({ min: 1, max: 40 }),
  min: fc.integer({ min: 1, max: 40 }),
  isSpare: fc.boolean(),
});
const columns = fc.array(column, { minLength: 1, maxLength: 12 })
  .map(([first, ...rest]) => [{ ...first!, isSpare: false }, ...rest]);

Deno.test("fitColumns() never makes a table wider than the terminal", () => {
  fc.assert(fc.property(columns, fc.integer({ min: 1, max: 250 }), (columns, available) => {
    const shown = fitColumns(columns, available, GAP).filter((width) => width > 0);
    const total = shown.reduce((sum, width) => sum + width + GAP, -GAP);
    assert(total <= available, `${total} columns in ${available}`);
  }));
});

Deno.test("fitColumns() always keeps the first column, and cuts none under its least width", () => {
  fc.assert(fc.property(columns, fc.integer({ min: 1, max: 250 }), (columns, available) => {
    const widths = fitColumns(columns, available, GAP);
    assert(widths[0]! > 0);
    widths.slice(1).forEach((width, index) => {
      const { min, natural } = columns[index + 1]!;
      assert(width === 0 || (width >= Math.min(min, natural) && width <= natural));
    });
  }));
});

Deno.test("fitColumns() gives what is left of the width to the most important, and then to the spare", () => {
  const widths = [
    { natural: 10, min: 10 },
    { natural: 9, min: 9, isSpare: true },
    { natural: 30, min: 5 },
    { natural: 30, min: 5 },
  ];
  assertEquals(fitColumns(widths, 50, GAP), [10, 0, 30, 6]);
  assertEquals(fitColumns(widths, 88, GAP), [10, 9, 30, 30]);
});

Deno.test("fitColumns() leaves the least important out first", () => {
  const widths = [{ natural: 10, min: 10 }, { natural: 8, min: 8 }, { natural: 20, min: 8 }];
  assertEquals(fitColumns(widths, 22, GAP), [10, 8, 0]);
});
