import { assert, assertEquals, assertRejects } from "@std/assert";
import { type HarvestOptions, StorageError } from "../../src/harvest/mod.ts";
import type { Session } from "../../src/session/session.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { FakePages } from "../support/fake_pages.ts";
import { harvestPages } from "../support/harvest_pages.ts";
import { keysIn } from "../support/stored_sessions.ts";
import { withTempFolder } from "../support/temp_folder.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const START_MS = Date.parse("2026-11-20T10:00Z");
const RANGE = { startMs: START_MS, endMs: START_MS + 4 * HOUR_MS };
const SESSIONS: Session[] = Array.from({ length: 240 }, (_, minute) => ({
  client_id: "c",
  session_id: String(1000 + minute),
  session_start_timestamp_ms: START_MS + minute * MINUTE_MS,
}));
const KEYS = SESSIONS.map(({ session_id }) => `c ${session_id}`);
const hour = (number: number) => ({
  startMs: START_MS + number * HOUR_MS,
  endMs: START_MS + (number + 1) * HOUR_MS,
});
const fileOf = (number: number) => `date=2026-11-20/hour=${10 + number}/sessions.parquet`;

const run = (output: string, source: FakePages, options: Partial<HarvestOptions> = {}) =>
  harvestPages(output, RANGE, source, { batchSessions: 30, publishSessions: 1, ...options });

/** A source that does something to the disk before the window at a moment comes. */
function disturbed(atMs: number, act: () => void): FakePages {
  const source = new FakePages(SESSIONS);
  source.beforePage = ({ startMs }) => {
    if (startMs === atMs) act();
  };
  return source;
}

const remove = (path: string) => Deno.removeSync(path, { recursive: true });

Deno.test("hours that were lost after a run are named and asked again, and they alone", () =>
  withTempFolder(async (output) => {
    await run(output, new FakePages(SESSIONS));
    for (const number of [1, 2]) remove(`${output}/${fileOf(number)}`);
    const source = new FakePages(SESSIONS);
    const { setbacks, coverage, storedSessions } = await run(output, source);
    assertEquals(source.asked, [{ ...hour(1), endMs: hour(2).endMs }]);
    assertEquals(
      setbacks,
      [1, 2].map((number) => ({
        kind: "missing",
        file: fileOf(number),
        sessions: 60,
        windows: 6,
      })),
    );
    assertEquals([coverage.complete, coverage.sessions, storedSessions], [true, 240, 240]);
    assertEquals(await keysIn(output), KEYS);
    const again = await run(output, source);
    assertEquals([again.setbacks, again.windows], [[], 0]);
  }));

Deno.test("hours that were lost out of the API's reach are named as that", () =>
  withTempFolder(async (output) => {
    await run(output, new FakePages(SESSIONS));
    for (const name of ["10", "11"]) remove(`${output}/date=2026-11-20/hour=${name}`);
    const source = new FakePages(SESSIONS);
    const clock = new FakeClock(hour(1).startMs + 31 * 24 * HOUR_MS);
    const { coverage } = await run(output, source, { clock });
    assertEquals(source.asked, [hour(1)]);
    assertEquals(new Set(coverage.gaps.map(({ reason }) => reason)), new Set(["too_old"]));
    assertEquals([coverage.gaps[0]!.startMs, coverage.gaps.at(-1)!.endMs], [
      hour(0).startMs,
      hour(0).endMs,
    ]);
    assert(coverage.gaps[0]!.message.includes(fileOf(0)), coverage.gaps[0]!.message);
  }));

Deno.test("an hour that is cut short, or replaced by fewer sessions, is asked again", () =>
  withTempFolder(async (folder) => {
    for (
      const [kind, spoil] of [
        ["damaged", (file: string) => Deno.truncateSync(file, 200)],
        ["damaged", (file: string) => Deno.truncateSync(file, 0)],
        ["short", (file: string) => Deno.copyFileSync(`${folder}/few/${fileOf(2)}`, file)],
      ] as const
    ) {
      await run(`${folder}/few`, new FakePages(SESSIONS.filter((_, at) => at % 7 === 0)));
      const output = `${folder}/out`;
      await run(output, new FakePages(SESSIONS));
      spoil(`${output}/${fileOf(2)}`);
      const source = new FakePages(SESSIONS);
      const { setbacks, coverage } = await run(output, source);
      assertEquals(source.asked, [hour(2)]);
      assertEquals(setbacks.map((setback) => [setback.kind, setback.file]), [[kind, fileOf(2)]]);
      assertEquals(coverage.complete, true);
      assertEquals(await keysIn(output), KEYS);
      remove(output);
    }
  }));

Deno.test("hours that are lost during a run are missed by it, and the next one makes them good", () =>
  withTempFolder(async (output) => {
    const disturber = disturbed(hour(3).startMs, () => remove(`${output}/date=2026-11-20`));
    const { setbacks, coverage } = await run(output, disturber);
    assert(setbacks.length > 0 && setbacks.every(({ kind }) => kind === "missing"));
    assertEquals(coverage.complete, false);
    const source = new FakePages(SESSIONS);
    assertEquals((await run(output, source)).coverage.complete, true);
    assertEquals(await keysIn(output), KEYS);
  }));

Deno.test("an hour that comes in again after it was lost does not hide the loss", () =>
  withTempFolder(async (output) => {
    const half = SESSIONS.filter((_, at) => at % 2 === 0);
    await run(output, new FakePages(half), { settleMs: Infinity });
    const source = new FakePages(SESSIONS.filter((session) => !half.includes(session)));
    let removed = false;
    source.beforePage = () => {
      if (!removed) remove(`${output}/${fileOf(0)}`);
      removed = true;
    };
    const { coverage } = await run(output, source, { settleMs: Infinity });
    assertEquals(coverage.complete, false);
    assertEquals((await run(output, new FakePages(SESSIONS))).coverage.complete, true);
    assertEquals(await keysIn(output), KEYS);
  }));

Deno.test("a lost or spoiled file that waits to be merged blocks nothing and is asked again", () =>
  withTempFolder(async (folder) => {
    for (const spoil of [remove, (path: string) => Deno.truncateSync(path, 10)]) {
      const output = `${folder}/out`;
      // The run fails while files wait, and one of them is lost.
      const source = new FakePages(SESSIONS);
      source.beforePage = ({ startMs }) => {
        if (startMs < hour(2).startMs) return;
        for (const batch of [1, 2]) {
          for (const { name } of Deno.readDirSync(`${output}/_harvest/pending/${batch}`)) {
            spoil(`${output}/_harvest/pending/${batch}/${name}`);
          }
        }
        throw new RangeError("the API is on fire");
      };
      const options = { batchSessions: 40, publishSessions: 1e9 };
      await assertRejects(() => run(output, source, options), RangeError);
      const next = new FakePages(SESSIONS);
      const { coverage } = await run(output, next);
      assertEquals(coverage.complete, true);
      assertEquals(next.asked[0]!.startMs, hour(0).startMs);
      assertEquals(await keysIn(output), KEYS);
      remove(output);
    }
  }));

for (const how of ["removed", "replaced"]) {
  Deno.test(`a database that is ${how} during a run does not end well`, () =>
    withTempFolder(async (folder) => {
      for (const output of [`${folder}/sessions.duckdb`, `${folder}/out`]) {
        const file = output.endsWith("out") ? `${output}/_harvest/ledger.duckdb` : output;
        for (const atMs of [hour(1).startMs, RANGE.endMs - 10 * MINUTE_MS]) {
          const source = disturbed(atMs, () => {
            if (how === "replaced") Deno.copyFileSync(file, `${file}.copy`);
            Deno.removeSync(file);
            if (how === "replaced") Deno.renameSync(`${file}.copy`, file);
          });
          const error = await assertRejects(() => run(output, source), StorageError, how);
          assertEquals([error.code, error.path], ["lost", output]);
          assert(error.message.includes("run the same command again"), error.message);
          remove(folder);
          Deno.mkdirSync(folder);
        }
        await run(output, new FakePages(SESSIONS));
        assertEquals(await keysIn(output), KEYS);
      }
    }));
}

Deno.test("a staging folder that is removed during a run is told as that", () =>
  withTempFolder(async (folder) => {
    for (
      const [output, staging] of [
        [`${folder}/sessions.duckdb`, `${folder}/sessions.duckdb.staging`],
        [`${folder}/out`, `${folder}/out/_harvest/pending`],
      ] as const
    ) {
      const source = disturbed(hour(1).startMs + 10 * MINUTE_MS, () => remove(staging));
      const options = { batchSessions: 200 };
      const error = await assertRejects(() => run(output, source, options), StorageError);
      assertEquals([error.code, error.path], ["lost", output]);
      assert(error.message.includes("run the same command again"), error.message);
      assertEquals((await run(output, new FakePages(SESSIONS))).coverage.complete, true);
      assertEquals(await keysIn(output), KEYS);
    }
  }));

Deno.test("the log of a database that was removed is not taken for the new one's", () =>
  withTempFolder(async (folder) => {
    const output = `${folder}/sessions.duckdb`;
    await Deno.writeTextFile(`${output}.wal`, "a log of something else");
    await run(output, new FakePages(SESSIONS));
    assertEquals(await keysIn(output), KEYS);
  }));
