import { DuckDBInstance } from "@duckdb/node-api";
import { assertEquals } from "@std/assert";
import type { CoverageNotice } from "../../../src/session/coverage/coverage.ts";
import type { Session } from "../../../src/session/session.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { type FakeHarvest, FakePages, harvestPages, pageOf } from "../../support/fake_client.ts";
import { keysIn } from "../../support/stored_sessions.ts";
import { withTempFolder } from "../../support/temp_folder.ts";

const HOUR_MS = 3_600_000;
const START_MS = Date.parse("2026-11-20T10:00Z");
const RANGE = { startMs: START_MS, endMs: START_MS + 3 * HOUR_MS };
const SESSIONS: Session[] = Array.from({ length: 180 }, (_, minute) => ({
  client_id: "c",
  session_id: String(1000 + minute),
  session_start_timestamp_ms: START_MS + minute * 60_000,
}));
const KEYS = SESSIONS.map(({ session_id }) => `c ${session_id}`);

const run = (output: string, source: FakePages, options: Partial<FakeHarvest> = {}) =>
  harvestPages({
    output,
    range: RANGE,
    pages: source.pages,
    clock: new FakeClock(START_MS + 48 * HOUR_MS),
    ...options,
  });

function forBothKinds(claim: string, test: (output: string) => Promise<void>): void {
  for (const name of ["sessions.duckdb", "folder"]) {
    Deno.test(`${claim} (${name})`, () => withTempFolder((folder) => test(`${folder}/${name}`)));
  }
}

async function change(output: string, sql: string): Promise<void> {
  const isFile = output.endsWith(".duckdb");
  const instance = await DuckDBInstance.create(
    isFile ? output : `${output}/_harvest/ledger.duckdb`,
  );
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

forBothKinds("windows that an earlier rule took for done are asked again", async (output) => {
  await run(output, new FakePages(SESSIONS));
  await change(
    output,
    "UPDATE harvest_windows SET rule = 0 WHERE window_start < '2026-11-20 11:00:00+00'::TIMESTAMPTZ",
  );
  const source = new FakePages(SESSIONS);
  const { setbacks } = await run(output, source);
  assertEquals(source.asked, [{ startMs: START_MS, endMs: START_MS + HOUR_MS }]);
  assertEquals(setbacks, [{ kind: "earlier_rule", sessions: 0, windows: 6 }]);
  assertEquals((await run(output, source)).setbacks, []);
});

forBothKinds(
  "the API's clock says what had settled, whatever the machine's says",
  async (output) => {
    // The machine is nine hours ahead: for the API, the second half has not come.
    const apiNowMs = START_MS + 1.5 * HOUR_MS;
    const ahead = new FakePages(SESSIONS.slice(0, 90));
    ahead.answeredAtMs = () => apiNowMs;
    ahead.gapsOf = ({ startMs, endMs }) =>
      endMs <= apiNowMs
        ? []
        : [{ startMs: Math.max(startMs, apiNowMs), endMs, reason: "future", message: "not yet" }];
    const clock = new FakeClock(apiNowMs + 9 * HOUR_MS);
    const first = await run(output, ahead, { clock, settleMs: HOUR_MS });
    assertEquals([first.coverage.complete, first.unsettledWindows], [false, 15]);
    const source = new FakePages(SESSIONS);
    const second = await run(output, source, { settleMs: HOUR_MS });
    assertEquals(source.asked, [{ startMs: START_MS + HOUR_MS / 2, endMs: RANGE.endMs }]);
    assertEquals(second.coverage.complete, true);
    assertEquals(await keysIn(output), KEYS);
  },
);

forBothKinds(
  "a later run still tells what was noticed, once, and what was counted",
  async (output) => {
    const notices: CoverageNotice[] = [
      { kind: "units", subject: "bitrate", message: "in kbps" },
      { kind: "clock", value: 5000, message: "5 s ahead" },
    ];
    const pages = new FakePages(SESSIONS);
    pages.noticesOf = () => notices;
    await run(output, pages, {
      async *pages(...args) {
        for await (const page of pages.pages(...args)) {
          const unknownValues = { playing_time_ms: 2 };
          const correctedUnits = { session_start_timestamp_ms: 1 };
          yield { ...page, coverage: { ...page.coverage, unknownValues, correctedUnits } };
        }
      },
    });
    const { coverage } = await run(output, new FakePages([]));
    assertEquals(coverage.notices.toSorted((a, b) => a.kind < b.kind ? 1 : -1), notices);
    assertEquals(coverage.unknownValues, { playing_time_ms: 36 });
    assertEquals(coverage.correctedUnits, { session_start_timestamp_ms: 18 });
  },
);

forBothKinds("the shortest answer that was cut off is known to the next runs", async (output) => {
  const source = new FakePages(SESSIONS);
  const cuts = [1499, 1350, 1400];
  source.noticesOf = ({ startMs }) => [{
    kind: "cut_off",
    value: cuts[(startMs - START_MS) / HOUR_MS] ?? 1450,
    message: "cut",
  }];
  await run(output, source);
  const range = { startMs: START_MS - HOUR_MS, endMs: RANGE.endMs + HOUR_MS };
  source.noticesOf = () => [];
  await run(output, source, { range });
  assertEquals(source.knownCuts, [undefined, 1350, 1350]);
});

forBothKinds(
  "a window that comes again in the same run replaces what it brought",
  async (output) => {
    const first = { startMs: START_MS, endMs: START_MS + HOUR_MS };
    const rest = { startMs: first.endMs, endMs: RANGE.endMs };
    const failed = { startMs: START_MS + 600_000, endMs: START_MS + 1_200_000 };
    const of = ({ startMs, endMs }: typeof RANGE) =>
      SESSIONS.filter(({ session_start_timestamp_ms: at }) => at! >= startMs && at! < endMs);
    const seen: number[] = [];
    for (const batchSessions of [1, 1000]) {
      const path = output.replace(/(\.duckdb)?$/, `${batchSessions}$1`);
      const summary = await run(path, new FakePages([]), {
        batchSessions,
        onProgress: ({ fraction }) => seen.push(fraction),
        async *pages() {
          const failedNow = { ...failed, reason: "failed" as const, message: "503" };
          const came = of(first).filter((session) => !of(failed).includes(session));
          yield await Promise.resolve(pageOf(first, came, [failedNow]));
          yield pageOf(rest, of(rest));
          yield pageOf(failed, of(failed));
        },
      });
      assertEquals(summary.coverage.gaps, []);
      assertEquals(summary.coverage.complete, true);
      assertEquals([summary.coverage.sessions, summary.storedSessions], [180, 180]);
      // The first window is two now, on both sides of the part that came again.
      assertEquals([summary.windows, summary.coverage.windows], [3, 4]);
      assertEquals((await run(path, new FakePages([]))).windows, 0);
    }
    assertEquals(Math.max(...seen), 1);
  },
);
