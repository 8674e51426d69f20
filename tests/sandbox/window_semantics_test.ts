import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { createSandbox, type TimeSpan } from "../../sandbox/mod.ts";
import { NOW_MS } from "../support/ask_sandbox.ts";

const HOUR_MS = 3_600_000;
const SELECTIONS = ["start", "end", "overlap"] as const;
const ENDS = ["inclusive", "half_open", "exclusive"] as const;

/** Every session that may matter, picked by hand in place of the sandbox's own search. */
const everything = createSandbox({ now: () => NOW_MS, sessionsPerDay: 200_000 })
  .identities({ startMs: NOW_MS - 12 * HOUR_MS, endMs: NOW_MS });

const belongs: Record<string, (session: TimeSpan, window: TimeSpan) => boolean> = {
  "start inclusive": (s, w) => w.startMs <= s.startMs && s.startMs <= w.endMs,
  "start half_open": (s, w) => w.startMs <= s.startMs && s.startMs < w.endMs,
  "start exclusive": (s, w) => w.startMs < s.startMs && s.startMs < w.endMs,
  "end inclusive": (s, w) => w.startMs <= s.endMs && s.endMs <= w.endMs,
  "end half_open": (s, w) => w.startMs <= s.endMs && s.endMs < w.endMs,
  "end exclusive": (s, w) => w.startMs < s.endMs && s.endMs < w.endMs,
  "overlap inclusive": (s, w) => s.startMs <= w.endMs && s.endMs >= w.startMs,
  "overlap half_open": (s, w) => s.startMs < w.endMs && s.endMs >= w.startMs,
  "overlap exclusive": (s, w) => s.startMs < w.endMs && s.endMs > w.startMs,
};

for (const selection of SELECTIONS) {
  for (const ends of ENDS) {
    Deno.test(`the sandbox selects by ${selection} with ${ends} ends`, () => {
      const sandbox = createSandbox({
        now: () => NOW_MS,
        sessionsPerDay: 200_000,
        selection,
        ends,
      });
      // Windows that begin or end exactly when a session does: there the ends matter.
      const edge = fc.constantFrom(
        ...everything.flatMap(({ startMs, endMs }) => [startMs, endMs])
          .filter((ms) => ms > NOW_MS - 6 * HOUR_MS && ms < NOW_MS - 60_000)
          .slice(0, 2_000),
      );
      fc.assert(
        fc.property(edge, edge, fc.integer({ min: 1, max: 60_000 }), (a, b, widthMs) => {
          for (
            const window of [
              { startMs: a, endMs: Math.min(b > a ? b : a + widthMs, a + 60_000) },
              { startMs: a - widthMs, endMs: a },
            ]
          ) {
            const expected = everything.filter((session) =>
              belongs[`${selection} ${ends}`]!(session, window)
            );
            assertEquals(sandbox.identities(window), expected);
          }
        }),
        { numRuns: 10 },
      );
    });
  }
}
