import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import { CONTENT } from "../../gen/endpoints.ts";
import { QueryError } from "../../src/errors.ts";
import {
  harvest,
  querySql,
  readSessions,
  type SessionStream,
  StorageError,
} from "../../src/harvest/mod.ts";
import { decodePage } from "../../src/session/decode/decode_page.ts";
import type { Session } from "../../src/session/session.ts";
import { sessionKey } from "../../src/session/session_key.ts";
import { SANDBOX_CREDENTIALS, startSandbox } from "../../sandbox/mod.ts";
import { createSessionsClient } from "../../src/sessions_client.ts";
import { FakePages, harvestPages, pageOf } from "../support/fake_client.ts";
import { withTempFolder } from "../support/temp_folder.ts";

const HOUR_MS = 3_600_000;
const START_MS = Date.parse("2026-11-20T10:30Z");
const RANGE = { startMs: START_MS, endMs: START_MS + 3 * HOUR_MS };
const QUERY = { start: RANGE.startMs, end: RANGE.endMs };
/** One session every minute; not in order. */
const SESSIONS: Session[] = Array.from({ length: 180 }, (_, at) => ({
  client_id: `c${at % 7}`,
  session_id: String(at),
  session_start_timestamp_ms: START_MS + ((at * 77) % 180) * 60_000,
  is_video_start_failure: at % 3 === 0,
  device_info: { device_os: at % 2 === 0 ? "Android" : "iOS" },
  custom_tags: { plan: at % 5 === 0 ? "free" : "premium" },
}));
const now = () => Date.parse("2027-03-01T00:00Z");

async function listOf(stream: SessionStream): Promise<Session[]> {
  return await Array.fromAsync(stream);
}

const idsOf = (sessions: readonly Session[]) => sessions.map(({ session_id }) => session_id);

/** What a session says: without what is `null`, and groups of nothing. */
function known(session: Session): Record<string, unknown> {
  const groups = new Set(CONTENT.fields.flatMap(({ path }) => path.split(".").slice(0, -1)));
  const withoutNulls = (object: object) =>
    Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
  return Object.fromEntries(
    Object.entries(withoutNulls(session)).flatMap(([name, value]) => {
      if (!groups.has(name) && name !== "other_fields") return [[name, value]];
      const members = name === "other_fields" ? value : withoutNulls(value);
      return Object.keys(members).length === 0 ? [] : [[name, members]];
    }),
  );
}

function forBothKinds(claim: string, test: (output: string) => Promise<void>): void {
  for (const name of ["sessions.duckdb", "folder"]) {
    Deno.test(`${claim} (${name})`, () => withTempFolder((folder) => test(`${folder}/${name}`)));
  }
}

const store = (output: string, sessions = SESSIONS) =>
  harvestPages({ output, range: RANGE, pages: new FakePages(sessions).pages });

forBothKinds("what a client brings is read back as it came", async (output) => {
  const nowMs = Date.parse("2026-11-22T12:00Z");
  await using sandbox = startSandbox({
    now: () => nowMs,
    sessionsPerDay: 5000,
    selection: "overlap",
  });
  const client = createSessionsClient({
    credentials: SANDBOX_CREDENTIALS,
    baseUrl: sandbox.url,
    now: () => nowMs,
  });
  const query = { start: nowMs - 30 * HOUR_MS, end: nowMs - 27 * HOUR_MS };
  const filters = { dimensions: { device_os: "Android" }, is_exit_before_video_start: false };
  await harvest({ client, query, output });
  for (const each of [query, { ...query, ...filters }]) {
    const came = await listOf(client.sessions(each, { order: "oldest" }));
    const stream = readSessions(output, each, { now: () => nowMs });
    const read = await listOf(stream);
    const inOrder = (sessions: Session[]) =>
      sessions.map(known).sort((a, b) => String(a.session_id) < String(b.session_id) ? -1 : 1);
    assert(came.length > 50, String(came.length));
    assertEquals(inOrder(read), inOrder(came));
    assertEquals(stream.coverage.complete, true);
    assertEquals(stream.coverage.sessions, came.length);
    const starts = read.map(({ session_start_timestamp_ms: start }) => start!);
    assertEquals(starts, starts.toSorted((a, b) => a - b));
  }
});

const value = fc.oneof(
  fc.constantFrom(null, "", 0, 1.5, -1, "1", true, "\ud800", [1], ["a", null], 1e20, "1e20"),
  fc.jsonValue(),
);
const names = [
  ...CONTENT.fields.map(({ path }) => path.split(".").at(-1)!),
  ...["own", "network_info.own", ".own", "other_fields.own", "custom_tags.own", "a.b", "", "sid"],
  ...["network_info.isp", "network_info", "__proto__", "ISP", "harvest_ids"],
];
const members = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 12 })
  .map((entries) => Object.fromEntries(entries));
const record = fc.record({
  session_id: fc.option(fc.uuid(), { freq: 5 }),
  client_id: fc.option(fc.string()),
  members,
  network_info: fc.option(members),
  custom_tags: fc.option(fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 })),
  other_fields: fc.option(fc.oneof(members, value)),
  start: fc.option(fc.integer({ min: RANGE.startMs, max: RANGE.endMs - 1 })),
}).map(({ members, start, ...record }) => ({
  ...members,
  ...record,
  session_start_timestamp_ms: start,
  session_end_timestamp_ms: null,
}));

forBothKinds("whatever a session may hold is read back", (output) =>
  fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 40 }),
      (records) =>
        withTempFolder(async (folder) => {
          const path = `${folder}/${output.split("/").at(-1)}`;
          const { sessions } = decodePage(JSON.stringify(records), CONTENT, {}, RANGE);
          const byKey = new Map(
            sessions.map((session) => [sessionKey(session, CONTENT), wellFormed(known(session))]),
          );
          await harvestPages({
            output: path,
            range: RANGE,
            pages: async function* () {
              yield await Promise.resolve(pageOf(RANGE, structuredClone(sessions)));
            },
          });
          const read = await listOf(readSessions(path, QUERY, { now }));
          const textOf = (session: unknown) => JSON.stringify(inOrder(session));
          assertEquals(
            read.map((session) => textOf(known(session))).sort(),
            [...byKey.values()].map(textOf).sort(),
          );
        }),
    ),
    { numRuns: 8, endOnFailure: true },
  ));

/** Halves of surrogate pairs are stored as U+FFFD. */
function wellFormed(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed();
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(wellFormed);
  return fromEntries(
    Object.entries(value).map(([name, member]) => [name.toWellFormed(), wellFormed(member)]),
  );
}

function inOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? 0 : value;
  if (Array.isArray(value)) return value.map(inOrder);
  return fromEntries(
    Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([name, inner]) => [
      name,
      inOrder(inner),
    ]),
  );
}

const fromEntries = (entries: [string, unknown][]) => Object.fromEntries(entries);

forBothKinds("a query picks by range, filters and limit, in order of start", async (output) => {
  await store(output);
  const expected = SESSIONS.toSorted((a, b) =>
    a.session_start_timestamp_ms! - b.session_start_timestamp_ms!
  );
  const read = (query: Parameters<typeof readSessions>[1]) =>
    listOf(readSessions(output, query, { now })).then(idsOf);
  assertEquals(await read(QUERY), idsOf(expected));
  const middle = { start: START_MS + 20 * 60_000, end: START_MS + 100 * 60_000 };
  assertEquals(await read(middle), idsOf(expected.slice(20, 100)));
  const picked = expected.filter((session) =>
    session.is_video_start_failure && session.custom_tags!.plan === "free" &&
    session.device_info!.device_os === "iOS"
  );
  const filters = {
    is_video_start_failure: true,
    tags: { plan: "free" },
    dimensions: { device_os: ["iOS", "tvOS"] },
  };
  assertEquals(await read({ ...QUERY, ...filters }), idsOf(picked));
  assertEquals(await read({ ...QUERY, ...filters, limit: 3 }), idsOf(picked.slice(0, 3)));
  assertEquals(await read({ ...QUERY, client_id: "c1", session_id: "8" }), ["8"]);
});

forBothKinds("a limit is told, and only where it left something out", async (output) => {
  await store(output);
  for (const [limit, isReached] of [[179, true], [180, false]] as const) {
    const stream = readSessions(output, { ...QUERY, limit }, { now });
    await listOf(stream);
    const { sessions, limitReached, complete } = stream.coverage;
    assertEquals([sessions, limitReached, complete], [limit, isReached, !isReached]);
  }
});

forBothKinds("what the output does not have of a range is told", async (output) => {
  await store(output);
  const wider = { start: RANGE.startMs - HOUR_MS, end: RANGE.endMs + HOUR_MS };
  const stream = readSessions(output, wider, { now: () => RANGE.endMs + 3 * HOUR_MS });
  assertEquals(stream.coverage.complete, false);
  assertEquals((await listOf(stream)).length, 180);
  assertEquals(
    stream.coverage.gaps.map(({ startMs, endMs, reason }) => [startMs, endMs, reason]),
    [[wider.start, RANGE.startMs, "failed"], [RANGE.endMs, wider.end, "failed"]],
  );
});

forBothKinds("the filters of the output must be among those of the query", async (output) => {
  const android = SESSIONS.filter(({ device_info }) => device_info!.device_os === "Android")
    // The API knows what a record does not say.
    .map((session, at) => at === 0 ? { ...session, device_info: {} } : session);
  await harvestPages({
    output,
    range: RANGE,
    filters: { dimensions: { device_os: ["Android"] } },
    pages: new FakePages(android).pages,
  });
  const error = await assertRejects(
    () => listOf(readSessions(output, QUERY, { now })),
    StorageError,
    "device_os=Android",
  );
  assertEquals(error.code, "mismatch");
  const query = { ...QUERY, dimensions: { device_os: "Android" } };
  assertEquals((await listOf(readSessions(output, query, { now }))).length, 90);
});

forBothKinds(
  "a session that started before anything was asked belongs to what was",
  async (output) => {
    const early = { client_id: "c", session_id: "early", session_start_timestamp_ms: START_MS - 1 };
    const undated = { client_id: "c", session_id: "undated" };
    await harvestPages({
      output,
      range: RANGE,
      pages: async function* () {
        yield await Promise.resolve(pageOf(RANGE, [undated, ...SESSIONS.slice(0, 2), early]));
      },
    });
    const ids = idsOf(await listOf(readSessions(output, QUERY, { now })));
    assertEquals([ids[0], ids.at(-1), ids.length], ["early", "undated", 4]);
    const later = { ...QUERY, start: START_MS + 1 };
    assert(!idsOf(await listOf(readSessions(output, later, { now }))).includes("early"));
  },
);

forBothKinds("a reading stops when it is told to, and lets go of the output", async (output) => {
  await store(output);
  const aborter = new AbortController();
  const reason = new Error("enough");
  let read = 0;
  const error = await assertRejects(async () => {
    const options = { now, signal: aborter.signal };
    for await (const _ of readSessions(output, QUERY, options)) {
      if (++read === 3) aborter.abort(reason);
    }
  });
  assertEquals([error, read], [reason, 3]);
  for await (const _ of readSessions(output, QUERY, { now })) break;
  assertEquals((await store(output)).storedSessions, 180);
});

forBothKinds("an output that a run writes to is not read meanwhile", async (output) => {
  const source = new FakePages(SESSIONS);
  const told: unknown[] = [];
  source.beforePage = async () => {
    if (told.length > 0) return;
    told.push(await listOf(readSessions(output, QUERY, { now })).catch((error) => error.code));
    if (output.endsWith(".duckdb")) {
      told.push(await querySql("FROM sessions", { input: output }).catch((error) => error.code));
    }
  };
  const { coverage } = await harvestPages({ output, range: RANGE, pages: source.pages });
  assertEquals(new Set(told), new Set(["locked"]));
  assertEquals(coverage.complete, true);
});

Deno.test("hours that are lost, or wait to be merged, are gaps", () =>
  withTempFolder(async (folder) => {
    const output = `${folder}/out`;
    await store(output);
    await Deno.remove(`${output}/date=2026-11-20/hour=11`, { recursive: true });
    const stream = readSessions(output, QUERY, { now });
    assertEquals((await listOf(stream)).length, 120);
    assertEquals(stream.coverage.complete, false);
    assert(stream.coverage.gaps.some(({ message }) => message.includes("hour=11")));

    const waiting = new FakePages(SESSIONS);
    waiting.beforePage = ({ startMs }) => {
      if (startMs >= START_MS + HOUR_MS) throw new RangeError("the API is on fire");
    };
    // It dies where no more can be merged.
    const killed = `${folder}/killed`;
    const dying = {
      output: killed,
      range: RANGE,
      batchSessions: 20,
      publishSessions: 1e9,
      pages: waiting.pages,
      onProgress: ({ phase }: { phase: string }) => {
        if (phase === "publishing") throw new RangeError("killed");
      },
    };
    await assertRejects(() => harvestPages(dying), RangeError, "killed");
    const rest = readSessions(killed, QUERY, { now });
    assertEquals(await listOf(rest), []);
    assert(rest.coverage.gaps.some(({ message }) => message.includes("wait to be merged")));
  }));

Deno.test("a query is checked as a client does, but for how far back it may reach", () => {
  const years = { start: "2020-01-01T00:00Z", end: "2026-11-22T00:00Z" };
  readSessions("nowhere", years, { now });
  assertThrows(() => readSessions("nowhere", {}, { now }), QueryError, "time range");
  assertThrows(
    () => readSessions("nowhere", { ...years, dimensions: { devce_os: "iOS" } } as never, { now }),
    QueryError,
    "device_os",
  );
  const future = { start: "2027-04-01T00:00Z" };
  assertThrows(() => readSessions("nowhere", future, { now }), QueryError, "future");
});

Deno.test("what records do not say is no filter for them", () =>
  withTempFolder(async (folder) => {
    const output = `${folder}/sessions.duckdb`;
    await store(output);
    const query = { ...QUERY, dimensions: { precision_cdn: "x" } };
    await assertRejects(
      () => listOf(readSessions(output, query, { now })),
      QueryError,
      "do not have it",
    );
  }));

Deno.test("a path without an output of ours is told as that", () =>
  withTempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/notes.duckdb`, "my notes");
    await Deno.mkdir(`${folder}/empty`);
    for (
      const [path, code] of [
        [`${folder}/nowhere`, "missing"],
        [`${folder}/notes.duckdb`, "foreign"],
        [`${folder}/empty`, "foreign"],
      ] as const
    ) {
      const error = await assertRejects(
        () => listOf(readSessions(path, QUERY, { now })),
        StorageError,
      );
      assertEquals([error.code, error.path], [code, path]);
    }
  }));
