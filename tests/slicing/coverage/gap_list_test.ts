import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { CoverageGap } from "../../../src/session/coverage/coverage.ts";
import { GapList } from "../../../src/slicing/coverage/gap_list.ts";

const gap = (startMs: number, endMs: number, message = ""): CoverageGap => ({
  startMs,
  endMs,
  reason: "failed",
  message,
});

Deno.test("gaps come in order of time, and those that touch and say the same are one", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }),
      (places) => {
        const list = new GapList();
        for (const place of places) list.add(gap(place * 10, place * 10 + 10));
        const expected: CoverageGap[] = [];
        for (const place of places.toSorted((a, b) => a - b)) {
          const last = expected.at(-1);
          if (last?.endMs === place * 10) {
            expected[expected.length - 1] = gap(last.startMs, place * 10 + 10);
          } else expected.push(gap(place * 10, place * 10 + 10));
        }
        assertEquals(list.gaps, expected);
      },
    ),
  );
});

Deno.test("gaps that touch for different reasons stay apart", () => {
  const list = new GapList();
  list.add(gap(10, 20, "500"));
  list.add(gap(0, 10, "503"));
  assertEquals(list.gaps, [gap(0, 10, "503"), gap(10, 20, "500")]);
});
