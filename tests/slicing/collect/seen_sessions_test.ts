import { assert, assertEquals } from "@std/assert";
import { CONTENT } from "../../../gen/endpoints.ts";
import { SeenSessions } from "../../../src/slicing/collect/seen_sessions.ts";
import { TimeAxis } from "../../../src/slicing/axis/time_axis.ts";

const WIDTH_MS = 60_000;
const NOW_MS = Date.parse("2026-11-22T12:00:00Z");

/** Takes windows of sessions that last ten windows, and returns the most that were remembered. */
function mostRemembered(windows: number, hasTimes: boolean): number {
  const axis = new TimeAxis(
    { startMs: NOW_MS, endMs: NOW_MS + windows * WIDTH_MS },
    "oldest",
    CONTENT,
  );
  const seen = new SeenSessions(axis);
  let most = 0;
  for (let window = 0; window < windows; window++) {
    const fromMs = window * WIDTH_MS;
    const sessions = Array.from({ length: 100 }, (_, i) => ({
      session_id: `${window} ${i}`,
      session_start_timestamp_ms: hasTimes ? NOW_MS + fromMs + i : null,
      session_end_timestamp_ms: hasTimes ? NOW_MS + fromMs + i + 10 * WIDTH_MS : null,
    }));
    assertEquals(seen.take(sessions, { fromMs, toMs: fromMs + WIDTH_MS }).length, 100);
    most = Math.max(most, seen.size);
  }
  return most;
}

Deno.test("the memory for recognizing sessions does not grow with the range", () => {
  assertEquals(mostRemembered(5000, true), mostRemembered(500, true));
  const longestWindows = CONTENT.limits.maxWindowMs / WIDTH_MS;
  assertEquals(mostRemembered(4000, false), mostRemembered(1000, false));
  assert(mostRemembered(4000, false) < 4 * longestWindows * 100);
});

Deno.test("a session is recognized in the next window, and as long as it runs", () => {
  const axis = new TimeAxis({ startMs: NOW_MS, endMs: NOW_MS + 1e9 }, "newest", CONTENT);
  const seen = new SeenSessions(axis);
  const endMs = NOW_MS + 1e9;
  const long = {
    session_id: "long",
    session_start_timestamp_ms: endMs - 5e8,
    session_end_timestamp_ms: endMs - 10,
  };
  const brief = {
    session_id: "brief",
    session_start_timestamp_ms: endMs - 20,
    session_end_timestamp_ms: endMs - 10,
  };
  seen.take([long, brief], { fromMs: 0, toMs: WIDTH_MS });
  assertEquals(seen.take([brief], { fromMs: WIDTH_MS, toMs: 2 * WIDTH_MS }), []);
  for (let window = 2; window * WIDTH_MS < 5e8; window++) {
    const stretch = { fromMs: window * WIDTH_MS, toMs: (window + 1) * WIDTH_MS };
    const others = Array.from({ length: 50 }, (_, i) => ({
      session_id: `${window} ${i}`,
      session_start_timestamp_ms: endMs - stretch.fromMs - 2,
      session_end_timestamp_ms: endMs - stretch.fromMs - 1,
    }));
    assertEquals(seen.take([long, ...others], stretch).length, 50);
  }
});
