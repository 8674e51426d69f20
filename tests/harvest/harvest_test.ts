import { assert, assertEquals, assertRejects } from "@std/assert";
import { QueryError } from "../../src/errors.ts";
import { harvest, StorageError } from "../../src/harvest/mod.ts";
import type { Session } from "../../src/session/session.ts";
import { FakeClock } from "../support/fake_clock.ts";
import {
  fakeClient,
  type FakeHarvest,
  FakePages,
  harvestPages,
  pageOf,
} from "../support/fake_client.ts";
import { NO_FILTERS } from "../support/no_filters.ts";
import { keysIn, rowsIn } from "../support/stored_sessions.ts";
import { withTempFolder } from "../support/temp_folder.ts";

const START_MS = Date.parse("2026-11-20T10:00Z");
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const RANGE = { startMs: START_MS, endMs: START_MS + 3 * HOUR_MS };

/** One session a minute. */
const SESSIONS: Session[] = Array.from({ length: 180 }, (_, minute) => ({
  client_id: `client-${minute % 7}`,
  session_id: `${minute}`,
  session_start_timestamp_ms: START_MS + minute * MINUTE_MS,
  asset: `asset ${minute}`,
}));

const keysOf = (sessions: readonly Session[]) =>
  sessions.map(({ client_id, session_id }) => `${client_id} ${session_id}`).sort();

/** A run with a clock two days later, when all has settled. */
const run = (output: string, source: FakePages, options: Partial<FakeHarvest> = {}) =>
  harvestPages({
    output,
    range: RANGE,
    pages: source.pages,
    clock: new FakeClock(START_MS + 48 * HOUR_MS),
    batchSessions: 25,
    ...options,
  });

function forBothKinds(claim: string, test: (output: string) => Promise<void>): void {
  for (const name of ["sessions.duckdb", "folder"]) {
    Deno.test(`${claim} (${name})`, () => withTempFolder((folder) => test(`${folder}/${name}`)));
  }
}

forBothKinds("harvest() stores every session once and says what it did", async (output) => {
  const source = new FakePages(SESSIONS);
  const summary = await run(output, source);
  assertEquals(await keysIn(output), keysOf(SESSIONS));
  const { coverage, ...rest } = summary;
  assertEquals(rest, {
    output,
    kind: output.endsWith(".duckdb") ? "duckdb" : "parquet",
    windows: 18,
    windowsSkipped: 0,
    sessions: 180,
    requests: 18,
    storedSessions: 180,
    unsettledWindows: 0,
    setbacks: [],
    interrupted: false,
  });
  assertEquals(
    coverage,
    pageOf(RANGE, SESSIONS).coverage && {
      ...pageOf(RANGE, SESSIONS).coverage,
      requests: 18,
      windows: 18,
    },
  );
});

forBothKinds("a range that was taken is not asked again", async (output) => {
  const source = new FakePages(SESSIONS);
  await run(output, source);
  const again = await run(output, source);
  assertEquals(source.asked, [RANGE]);
  assertEquals([again.windows, again.windowsSkipped, again.storedSessions], [0, 18, 180]);
  assertEquals(again.coverage.complete, true);

  const wider = { startMs: RANGE.startMs - HOUR_MS, endMs: RANGE.endMs + HOUR_MS };
  await run(output, source, { range: wider });
  assertEquals(source.asked.slice(1), [
    { startMs: wider.startMs, endMs: RANGE.startMs },
    { startMs: RANGE.endMs, endMs: wider.endMs },
  ]);
});

forBothKinds("gaps are named, and only they are asked again", async (output) => {
  const source = new FakePages(SESSIONS);
  const gap = { startMs: START_MS + 15 * MINUTE_MS, endMs: START_MS + 20 * MINUTE_MS };
  source.gapsOf = ({ startMs }) =>
    startMs === START_MS + 10 * MINUTE_MS ? [{ ...gap, reason: "failed", message: "503" }] : [];
  const first = await run(output, source);
  assertEquals(first.coverage.complete, false);
  assertEquals(first.coverage.gaps, [{ ...gap, reason: "failed", message: "503" }]);

  source.gapsOf = () => [];
  const second = await run(output, source);
  assertEquals(source.asked[1], gap);
  assertEquals(second.coverage.gaps, []);
  assertEquals(second.coverage.complete, true);
  assertEquals(await keysIn(output), keysOf(SESSIONS));
});

forBothKinds(
  "a window that was young is asked again, and a changed session replaced",
  async (output) => {
    const late = SESSIONS.filter((_, at) => at % 10 === 0);
    const source = new FakePages(SESSIONS.filter((session) => !late.includes(session)));
    const clock = new FakeClock(RANGE.endMs);
    source.answeredAtMs = () => RANGE.endMs;
    const first = await run(output, source, { clock, settleMs: 2 * HOUR_MS });
    assertEquals(first.unsettledWindows, 12);
    assertEquals(first.storedSessions, SESSIONS.length - late.length);

    source.sessions = SESSIONS.map((session) => ({ ...session, asset: "changed" }));
    source.windowMs = 7 * MINUTE_MS;
    source.answeredAtMs = () => RANGE.endMs + 2 * HOUR_MS;
    const second = await run(output, source, { settleMs: 2 * HOUR_MS });
    assertEquals(source.asked[1], { startMs: START_MS + 60 * MINUTE_MS, endMs: RANGE.endMs });
    assertEquals(second.unsettledWindows, 0);
    const settledEarly = late.filter(({ session_start_timestamp_ms: start }) =>
      start! < START_MS + HOUR_MS
    );
    assertEquals(
      await keysIn(output),
      keysOf(SESSIONS.filter((session) => !settledEarly.includes(session))),
    );
    assertEquals(
      await rowsIn(
        output,
        "SELECT asset = 'changed', count(*) FROM sessions GROUP BY 1 ORDER BY 1",
      ),
      [[false, 54], [true, 120]],
    );
  },
);

forBothKinds(
  "a session that several windows bring is stored once, as it came last",
  async (output) => {
    const [first, second] = [SESSIONS[0]!, SESSIONS[1]!];
    const windows = [0, 1, 2].map((hour) => ({
      startMs: START_MS + hour * HOUR_MS,
      endMs: START_MS + (hour + 1) * HOUR_MS,
    }));
    const { storedSessions } = await run(output, new FakePages([]), {
      batchSessions: 2,
      pages: async function* () {
        yield await Promise.resolve(pageOf(windows[0]!, [first, second, { ...first, asset: "b" }]));
        yield pageOf(windows[1]!, [{ ...first, asset: "c" }, { ...second, client_id: "other" }]);
        yield pageOf(windows[2]!, [{ ...first, asset: "d" }]);
      },
    });
    assertEquals(storedSessions, 3);
    assertEquals(
      await rowsIn(output, "SELECT client_id, session_id, asset FROM sessions ORDER BY 1, 2"),
      [["client-0", "0", "d"], ["client-1", "1", "asset 1"], ["other", "1", "asset 1"]],
    );
  },
);

forBothKinds(
  "a reading without a start gives way to one that has it, in either order",
  async (output) => {
    const [first, second, third] = SESSIONS.slice(0, 3) as [Session, Session, Session];
    const bare = (session: Session) => ({ ...session, session_start_timestamp_ms: null });
    const feed = (sessions: Session[]) =>
      run(output, new FakePages([]), {
        settleMs: Infinity,
        pages: async function* () {
          yield await Promise.resolve(pageOf(RANGE, sessions));
        },
      });
    await feed([first, bare(second), bare(third)]);
    await feed([bare(first), second]);
    assertEquals(
      await rowsIn(
        output,
        "SELECT session_id, session_start_timestamp_ms IS NULL FROM sessions ORDER BY 1",
      ),
      [["0", false], ["1", false], ["2", true]],
    );
    assertEquals((await feed([third])).storedSessions, 3);
    assertEquals((await feed([bare(third)])).storedSessions, 3);
  },
);

forBothKinds(
  "sessions without an id are told apart, and still not stored twice",
  async (output) => {
    const nameless = [{ asset: "a" }, { asset: "b" }, { asset: "a" }].map((session) => ({
      ...session,
      session_start_timestamp_ms: START_MS,
    }));
    const feed = () =>
      run(output, new FakePages([]), {
        settleMs: Infinity,
        pages: async function* () {
          yield await Promise.resolve(pageOf(RANGE, nameless));
        },
      });
    await feed();
    assertEquals((await feed()).storedSessions, 2);
  },
);

forBothKinds(
  "a session that lacks one of its ids, or both, is known again by the next run",
  async (output) => {
    const feed = (session: Session) =>
      run(output, new FakePages([]), {
        settleMs: Infinity,
        pages: async function* () {
          yield await Promise.resolve(
            pageOf(RANGE, [{ session_start_timestamp_ms: START_MS, ...session }]),
          );
        },
      });
    for (const [index, session] of [{ session_id: "1" }, { client_id: "c" }, {}].entries()) {
      await feed(session);
      assertEquals((await feed(session)).storedSessions, index + 1, JSON.stringify(session));
    }
    assertEquals((await feed({ session_id: "1", client_id: "" })).storedSessions, 3);
    assertEquals(
      await rowsIn(output, "SELECT client_id, session_id, asset FROM sessions ORDER BY ALL"),
      [["", "1", null], ["c", null, null], [null, null, null]],
    );
  },
);

forBothKinds("an abort stores what came, and the next run asks for the rest", async (output) => {
  const source = new FakePages(SESSIONS);
  const aborter = new AbortController();
  const splitMs = START_MS + 90 * MINUTE_MS;
  source.beforePage = ({ startMs }) => {
    if (startMs >= splitMs) aborter.abort();
  };
  const summary = await run(output, source, { signal: aborter.signal });
  assertEquals([summary.interrupted, summary.windows], [true, 9]);
  assertEquals(await keysIn(output), keysOf(SESSIONS.slice(0, 90)));
  assertEquals(
    summary.coverage.gaps.map(({ startMs, endMs, reason }) => [startMs, endMs, reason]),
    [
      [splitMs, RANGE.endMs, "failed"],
    ],
  );
  source.beforePage = () => {};
  const rest = await run(output, source);
  assertEquals(source.asked[1], { startMs: splitMs, endMs: RANGE.endMs });
  assertEquals(rest.coverage.complete, true);
  assertEquals(await keysIn(output), keysOf(SESSIONS));
});

forBothKinds(
  "an error of the source comes through, and what came before is stored",
  async (output) => {
    const source = new FakePages(SESSIONS);
    source.beforePage = ({ startMs }) => {
      if (startMs >= START_MS + HOUR_MS) throw new RangeError("the API is on fire");
    };
    await assertRejects(() => run(output, source), RangeError, "on fire");
    assertEquals(await keysIn(output), keysOf(SESSIONS.slice(0, 60)));
  },
);

forBothKinds("other filters or another source may not go into the same output", async (output) => {
  const source = new FakePages(SESSIONS);
  await run(output, source);
  const filters = { ...NO_FILTERS, dimensions: { device_os: ["Android"] } };
  for (const change of [{ filters }, { source: "elsewhere" }]) {
    const error = await assertRejects(() => run(output, source, change), StorageError);
    assertEquals(error.code, "mismatch");
    assert(error.message.includes(output), error.message);
  }
  assertEquals(source.asked.length, 1);
});

forBothKinds("the order in which filters are named makes no difference", async (output) => {
  const source = new FakePages(SESSIONS);
  const filters = (values: string[], tags: Record<string, string>) => ({
    filters: { ...NO_FILTERS, dimensions: { device_os: values }, tags },
  });
  await run(output, source, filters(["iOS", "Android"], { a: "1", b: "2" }));
  await run(output, source, filters(["Android", "iOS"], { b: "2", a: "1" }));
  assertEquals(source.asked.length, 1);
});

forBothKinds(
  "a second run in the same process is told that the output is in use",
  async (output) => {
    const source = new FakePages(SESSIONS);
    let second: unknown;
    source.beforePage = async () => {
      second ??= await run(output, new FakePages([])).catch((error) => error);
    };
    await run(output, source);
    assert(second instanceof StorageError);
    assertEquals((second as StorageError).code, "locked");
    assertEquals(await keysIn(output), keysOf(SESSIONS));
  },
);

forBothKinds("what lies beyond the reach of the API is named and not asked", async (output) => {
  const source = new FakePages(SESSIONS);
  const nowMs = START_MS + 31 * 24 * HOUR_MS + HOUR_MS;
  const { coverage } = await run(output, source, { clock: new FakeClock(nowMs) });
  assertEquals(source.asked, [{ startMs: START_MS + HOUR_MS, endMs: RANGE.endMs }]);
  assertEquals(coverage.gaps.map(({ reason }) => reason), ["too_old"]);

  const future = await run(output, source, {
    range: { startMs: nowMs - HOUR_MS, endMs: nowMs + HOUR_MS },
    clock: new FakeClock(nowMs),
  });
  assertEquals(source.asked[1], { startMs: nowMs - HOUR_MS, endMs: nowMs });
  assertEquals(future.coverage.gaps.map(({ reason }) => reason), ["future"]);
});

forBothKinds("progress counts up and ends at one", async (output) => {
  const seen: number[] = [];
  const phases = new Set<string>();
  await run(output, new FakePages(SESSIONS), {
    onProgress: ({ fraction, phase }) => {
      seen.push(fraction);
      phases.add(phase);
    },
  });
  assertEquals(seen, seen.toSorted((a, b) => a - b));
  assertEquals([seen[0], seen.at(-1)], [0, 1]);
  assertEquals([...phases], ["collecting", "publishing"]);
});

Deno.test("a query with a limit, or one that breaks a rule, is refused before there is an output", () =>
  withTempFolder(async (folder) => {
    const output = `${folder}/out`;
    const client = fakeClient(new FakePages(SESSIONS));
    for (const query of [{ last: "1h", limit: 10 }, { last: "1 parsec" }]) {
      await assertRejects(() => harvest({ client, query, output }), QueryError);
    }
    assertEquals([...Deno.readDirSync(folder)], []);
  }));

Deno.test("a harvest takes what was checked before, whose range stays what it was then", () =>
  withTempFolder(async (folder) => {
    const source = new FakePages(SESSIONS);
    const clock = new FakeClock(RANGE.endMs);
    const client = fakeClient({ pages: source.pages, clock });
    const query = client.check({ last: "3h" });
    clock.advance(HOUR_MS);
    const { coverage } = await harvest({ client, query, output: `${folder}/sessions.duckdb` });
    assertEquals([coverage.range, source.asked], [RANGE, [RANGE]]);
  }));

Deno.test("an output takes the sessions of its own endpoint alone", () =>
  withTempFolder(async (folder) => {
    const output = `${folder}/sessions.duckdb`;
    const client = fakeClient(new FakePages(SESSIONS));
    const query = { start: RANGE.startMs, end: RANGE.endMs };
    await harvest({ client, query, output });
    const other = { ...client, endpoint: { ...client.endpoint, name: "ads" } };
    const error = await assertRejects(
      () => harvest({ client: other, query, output }),
      StorageError,
      "endpoint",
    );
    assertEquals(error.code, "mismatch");
  }));
