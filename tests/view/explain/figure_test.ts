import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  bounds,
  boundsCellText,
  boundsText,
  figure,
  figureCellText,
  figureText,
  type FigureUnit,
} from "../../../src/view/mod.ts";

const text = (value: number, unit: FigureUnit) => figureText({ kind: "figure", value, unit });

Deno.test("figures are written with their unit, to the digits that one compares", () => {
  const cases: [value: number, unit: FigureUnit, written: string][] = [
    [0.0983, "share", "9.8 %"],
    [0.00095, "share", "0.095 %"],
    [0, "share", "0 %"],
    [1, "share", "100 %"],
    [0.0131, "points", "+1.3 points"],
    [-0.0131, "points", "-1.3 points"],
    [350, "ms", "350 ms"],
    [999.6, "ms", "1.0 s"],
    [12_340, "ms", "12.3 s"],
    [4_210_000, "bps", "4.21 Mbps"],
    [999_600, "bps", "1.00 Mbps"],
    [640_000, "bps", "640 kbps"],
    [1.42, "times", "1.4 times"],
    [0.25, "times", "0.25 times"],
    [0.996, "times", "1.00 times"],
    [0.004, "share", "0.40 %"],
    [12.4, "times", "12 times"],
    [0.0000001, "probability", "< 0.001"],
    [0.0123, "probability", "0.012"],
    [1, "sessions", "1 session"],
    [1.14, "expected", "1.1"],
    [0.004, "expected", "0.004"],
    [62.2, "expected", "62"],
  ];
  for (const [value, unit, written] of cases) assertEquals(text(value, unit), written);
});

Deno.test("a bound that sessions do not give is left open, and never becomes a number", () => {
  const between = (low: number | null, high: number | null, unit: FigureUnit) =>
    boundsText({ kind: "bounds", low, high, unit });
  assertEquals(between(0.088, 0.109, "share"), "8.8 to 10.9 %");
  assertEquals(between(640_000, 1_200_000, "bps"), "640 kbps to 1.20 Mbps");
  assertEquals(between(6.9, null, "times"), "6.9 times or more");
  assertEquals(between(null, 0.2, "share"), "20.0 % or less");
  assertEquals(between(null, null, "share"), "not bounded");
});

Deno.test("what is more than nothing is not written as nothing", () => {
  const positive = fc.double({ min: 1e-6, max: 1, noNaN: true });
  fc.assert(fc.property(positive, (value) => {
    for (const unit of ["share", "points", "times", "expected"] as const) {
      const digits = Number(text(value, unit).replace(/^\+/, "").split(" ")[0]);
      assert(digits > 0, text(value, unit));
    }
  }));
});

Deno.test("in a column a ratio has a sign, where a sentence has a word", () => {
  assertEquals(figureCellText(figure(1.4, "times")), "1.4×");
  assertEquals(figureCellText(figure(0.098, "share")), "9.8 %");
  assertEquals(
    [[1.2, 3.4], [2, null], [null, 2], [null, null]].map(([low, high]) =>
      boundsCellText(bounds(low!, high!, "times"))
    ),
    ["1.2 to 3.4×", "2.0× or more", "2.0× or less", "not bounded"],
  );
});
