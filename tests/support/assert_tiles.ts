import { assert, assertEquals } from "@std/assert";
import type { TimeWindow } from "../../src/query/time/time_window.ts";

/**
 * The windows of a collection touch, and together they are its range. Those that were asked again at
 * its end come last, and lie inside of it.
 */
export function assertTiles(
  windows: readonly TimeWindow[],
  range: TimeWindow,
  order: "newest" | "oldest" = "newest",
): void {
  let { startMs, endMs } = range;
  for (const window of windows) {
    if (order === "oldest" && window.startMs === startMs) startMs = window.endMs;
    else if (order === "newest" && window.endMs === endMs) endMs = window.startMs;
    else {
      assertEquals(startMs, endMs, "a window begins where the one before it ends");
      assert(window.startMs >= range.startMs && window.endMs <= range.endMs);
    }
  }
  assertEquals(startMs, endMs, "the windows reach to the end");
}
