import { assert, assertEquals } from "@std/assert";
import type { Session } from "../../src/session/session.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { FakePages, harvestPages } from "../support/fake_client.ts";
import { keysIn } from "../support/stored_sessions.ts";
import { withTempFolder } from "../support/temp_folder.ts";

const START_MS = Date.parse("2026-11-20T10:00Z");
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Sessions of six hours, a minute apart, each lasting up to two hours. */
const SESSIONS: Session[] = Array.from({ length: 6 * 60 }, (_, minute) => ({
  client_id: "c",
  session_id: String(10_000 + minute),
  session_start_timestamp_ms: START_MS + minute * MINUTE_MS,
  session_end_timestamp_ms: START_MS + (minute + (minute * 37) % 120) * MINUTE_MS,
}));

for (const name of ["sessions.duckdb", "folder"]) {
  Deno.test(`follow keeps up with sessions that end late, and stops cleanly (${name})`, () =>
    withTempFolder(async (folder) => {
      const clock = new FakeClock(START_MS + HOUR_MS);
      const source = new FakePages([], HOUR_MS);
      source.answeredAtMs = () => clock.now();
      source.beforePage = () => {
        source.sessions = SESSIONS.filter(({ session_end_timestamp_ms: endMs }) =>
          endMs! <= clock.now()
        );
      };
      const aborter = new AbortController();
      let looks = 0;
      const summary = await harvestPages({
        output: `${folder}/${name}`,
        range: { startMs: START_MS, endMs: START_MS + HOUR_MS },
        pages: source.pages,
        clock,
        signal: aborter.signal,
        follow: true,
        intervalMs: 20 * MINUTE_MS,
        settleMs: 2 * HOUR_MS,
        onProgress({ phase }) {
          if (phase !== "waiting") return;
          // The six hours and the settle time, and then the last look.
          if (++looks === 8 * 3 + 1) aborter.abort();
          else queueMicrotask(() => queueMicrotask(() => clock.advanceToNextTimer()));
        },
      });
      assertEquals(summary.interrupted, true);
      assertEquals(clock.pendingTimers, 0);
      assertEquals(summary.storedSessions, SESSIONS.length);
      assertEquals(
        await keysIn(`${folder}/${name}`),
        SESSIONS.map(({ session_id }) => `c ${session_id}`),
      );
      // Asking for the whole look-back at every look would take twice of that, and more the longer it runs.
      const askedMs = source.asked.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
      assert(askedMs <= 6 * 8 * HOUR_MS, `${askedMs / HOUR_MS} hours were asked for 8`);
    }));
}
