import { DuckDBConnection } from "@duckdb/node-api";
import { assert, assertEquals } from "@std/assert";
import type { TimeWindow } from "../../src/query/time/time_window.ts";
import type { Session } from "../../src/session/session.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { FakePages, harvestPages } from "../support/fake_client.ts";
import { withTempFolder } from "../support/temp_folder.ts";

const HOUR_MS = 3_600_000;
const START_MS = Date.parse("2026-11-20T10:30Z");
const EARLIER = { startMs: START_MS - HOUR_MS, endMs: START_MS };
const RANGE = { startMs: START_MS, endMs: START_MS + HOUR_MS };
const SESSIONS: Session[] = Array.from({ length: 120 }, (_, minute) => ({
  client_id: "c",
  session_id: String(minute),
  session_start_timestamp_ms: EARLIER.startMs + minute * 60_000,
}));

/** Collects a range in two pages, each of which is a batch. */
const run = (output: string, range: TimeWindow) =>
  harvestPages({
    output,
    range,
    pages: new FakePages(SESSIONS, HOUR_MS / 2).pages,
    clock: new FakeClock(START_MS + 24 * HOUR_MS),
    batchSessions: 30,
    // So that an hour is written while the next one comes in.
    publishSessions: 1,
  });

/** Runs something in which DuckDB dies with a statement: it and all that come after fail. */
async function dieAtStatement(number: number, work: () => Promise<unknown>): Promise<boolean> {
  const { run } = DuckDBConnection.prototype;
  let statements = 0;
  DuckDBConnection.prototype.run = function (...args) {
    if (++statements >= number) return Promise.reject(new Error("It died"));
    return run.apply(this, args);
  };
  try {
    await work().catch(() => {});
  } finally {
    DuckDBConnection.prototype.run = run;
  }
  return statements >= number;
}

for (const name of ["sessions.duckdb", "folder"]) {
  Deno.test(`a run that dies at any statement is made good by the next (${name})`, () =>
    withTempFolder(async (folder) => {
      // An output that has sessions already, some in an hour that the run comes into.
      const before = `${folder}/before/${name}`;
      await run(before, EARLIER);
      let number = 1;
      for (;; number++) {
        const output = `${folder}/${number}/${name}`;
        await copy(before, output);
        const died = await dieAtStatement(number, () => run(output, RANGE));
        const { coverage, storedSessions } = await run(output, RANGE);
        assertEquals(storedSessions, SESSIONS.length, `after dying at statement ${number}`);
        assertEquals(coverage.complete, true);
        if (!died) break;
      }
      assert(number > 25, `only ${number} statements`);
    }));
}

async function copy(from: string, to: string): Promise<void> {
  if (!(await Deno.stat(from)).isDirectory) {
    await Deno.mkdir(to.slice(0, to.lastIndexOf("/")), { recursive: true });
    return await Deno.copyFile(from, to);
  }
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) await copy(`${from}/${name}`, `${to}/${name}`);
}
