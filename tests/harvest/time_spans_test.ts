import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { clip, mergeWindows, subtractWindows } from "../../src/harvest/time_spans.ts";
import type { TimeWindow } from "../../src/query/time/time_window.ts";

const moment = fc.integer({ min: 0, max: 40 });
const window = fc.tuple(moment, moment).map(([a, b]) => ({
  startMs: Math.min(a, b),
  endMs: Math.max(a, b),
}));

/** The milliseconds in windows, as the plainest model of a set of spans. */
function moments(windows: readonly TimeWindow[]): number[] {
  const all = new Set<number>();
  for (const { startMs, endMs } of windows) for (let ms = startMs; ms < endMs; ms++) all.add(ms);
  return [...all].sort((a, b) => a - b);
}

Deno.test("mergeWindows() keeps every moment and leaves windows that neither touch nor overlap", () => {
  fc.assert(fc.property(fc.array(window), (windows) => {
    const merged = mergeWindows(windows);
    assertEquals(moments(merged), moments(windows));
    for (let at = 1; at < merged.length; at++) {
      assertEquals(merged[at]!.startMs > merged[at - 1]!.endMs, true);
    }
  }));
});

Deno.test("subtractWindows() leaves exactly the moments of the range that are in no window", () => {
  fc.assert(fc.property(window, fc.array(window), (range, windows) => {
    const taken = new Set(moments(windows));
    const rest = subtractWindows(range, windows);
    assertEquals(moments(rest), moments([range]).filter((ms) => !taken.has(ms)));
    assertEquals(rest.every(({ startMs, endMs }) => endMs > startMs), true);
  }));
});

Deno.test("clip() keeps the moments that are in both windows", () => {
  fc.assert(fc.property(window, window, (a, b) => {
    const both = new Set(moments([b]));
    assertEquals(moments([clip(a, b)]), moments([a]).filter((ms) => both.has(ms)));
  }));
});
