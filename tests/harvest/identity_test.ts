import { CONTENT } from "../../gen/endpoints.ts";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { decodePage } from "../../src/session/decode/decode_page.ts";
import type { Session } from "../../src/session/session.ts";
import { sessionKey } from "../../src/session/session_key.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { harvestPages, pageOf } from "../support/fake_client.ts";
import { rowsIn } from "../support/stored_sessions.ts";
import { withTempFolder } from "../support/temp_folder.ts";

const HOUR_MS = 3_600_000;
const START_MS = Date.parse("2026-11-20T10:00Z");
const WINDOW = { startMs: START_MS, endMs: START_MS + HOUR_MS };
const KINDS = ["sessions.duckdb", "folder"];

/** Stores the sessions of an answer in an output, and says how many it then has. */
async function store(output: string, ...pages: (readonly Session[])[]): Promise<number> {
  const summary = await harvestPages({
    output,
    range: WINDOW,
    clock: new FakeClock(START_MS + 48 * HOUR_MS),
    settleMs: Infinity,
    batchSessions: 10,
    pages: async function* () {
      const widthMs = HOUR_MS / pages.length;
      for (const [at, sessions] of pages.entries()) {
        const startMs = START_MS + at * widthMs;
        yield await Promise.resolve(pageOf({ startMs, endMs: startMs + widthMs }, sessions));
      }
    },
  });
  return summary.storedSessions;
}

const decoded = (records: readonly unknown[]) =>
  decodePage(JSON.stringify(records), CONTENT, {}, WINDOW).sessions;

const few = fc.constantFrom(undefined, null, "", "1", "2", "a:1", 7, "\ud83d", "x\ufffd", {});
const value = fc.constantFrom(undefined, null, "", 0, 1, -1, "1", "\ud800", [1], { b: 1, a: 2 });
const record = fc.record({
  client_id: few,
  session_id: few,
  asset: value,
  sid: value,
  playing_time_ms: value,
  custom_tags: fc.constantFrom(null, {}, { a: "1", b: null }, { b: null, a: "1" }, "x"),
  network_info: fc.constantFrom(null, {}, { isp: "A", own: 1 }, { own: 1, isp: "A" }, { isp: 1 }),
  other_fields: fc.constantFrom(undefined, null, {}, { own: 1 }, "x"),
}).chain((members) =>
  fc.shuffledSubarray(Object.entries(members), { minLength: Object.keys(members).length })
    .map((entries) => ({
      ...Object.fromEntries(entries),
      session_start_timestamp_ms: START_MS + 400 * Object.keys(members).indexOf(entries[0]![0]),
    }))
);

for (const kind of KINDS) {
  Deno.test(`an output tells as many sessions apart as sessionKey() does, in ${kind}`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 60 }),
        (records) =>
          withTempFolder(async (folder) => {
            const sessions = decoded(records);
            const distinct = new Set(sessions.map((session) => sessionKey(session, CONTENT))).size;
            assertEquals(await store(`${folder}/${kind}`, sessions, sessions), distinct);
          }),
      ),
      { numRuns: 8, endOnFailure: true },
    );
  });

  Deno.test(`sessions whose id has an unknown name are all stored, once, in ${kind}`, () =>
    withTempFolder(async (folder) => {
      const sessions = decoded(Array.from({ length: 1000 }, (_, at) => ({
        client_id: `c${at % 100}`,
        sid: String(at),
        session_start_timestamp_ms: START_MS + at,
      })));
      assertEquals(await store(`${folder}/${kind}`, sessions), 1000);
      assertEquals(await store(`${folder}/${kind}`, sessions.toReversed()), 1000);
    }));

  Deno.test(`sessions whose id is their viewer's are all stored, once, in ${kind}`, () =>
    withTempFolder(async (folder) => {
      // No answer has two of a viewer, so that none can tell.
      const pages = Array.from(
        { length: 10 },
        (_, page) =>
          decoded(Array.from({ length: 20 }, (_, viewer) => ({
            client_id: `c${viewer}`,
            session_id: `c${viewer}`,
            session_start_timestamp_ms: START_MS + page * HOUR_MS / 10 + viewer,
          }))),
      );
      assertEquals(await store(`${folder}/${kind}`, ...pages), 200);
      assertEquals(await store(`${folder}/${kind}`, ...pages), 200);
    }));

  Deno.test(`a session that first came with an unknown start is one row, in ${kind}`, () =>
    withTempFolder(async (folder) => {
      const output = `${folder}/${kind}`;
      const ids = ["zero", "null", "minus", "raw"];
      const unknown = [0, null, -1].map((start, at) => ({
        session_id: ids[at],
        client_id: "c",
        session_start_timestamp_ms: start,
      }));
      const raw = { session_id: "raw", client_id: "c", session_start_timestamp_ms: 0 };
      await store(output, [...decoded(unknown), raw]);
      const known = ids.map((session_id) => ({
        session_id,
        client_id: "c",
        session_start_timestamp_ms: (START_MS + HOUR_MS / 2) / 1000,
      }));
      assertEquals(await store(output, decoded(known)), 4);
      assertEquals(await store(output, decoded(unknown)), 4);
      assertEquals(
        await rowsIn(output, "SELECT DISTINCT epoch_ms(session_start_timestamp_ms) FROM sessions"),
        [[START_MS + HOUR_MS / 2]],
      );
    }));

  Deno.test(`a session whose start first came in seconds is one row, in ${kind}`, () =>
    withTempFolder(async (folder) => {
      const output = `${folder}/${kind}`;
      const startMs = START_MS + 1_999;
      const session = { session_id: "1", client_id: "c" };
      const inSeconds = { ...session, session_start_timestamp_ms: Math.floor(startMs / 1000) };
      await store(output, decoded([inSeconds]));
      assertEquals(
        await store(output, decoded([{ ...session, session_start_timestamp_ms: startMs }])),
        1,
      );
      assertEquals(
        await rowsIn(output, "SELECT epoch_ms(session_start_timestamp_ms) FROM sessions"),
        [[startMs]],
      );
    }));

  Deno.test(`what did not fit a field stands in other_fields, once and flat, in ${kind}`, () =>
    withTempFolder(async (folder) => {
      const output = `${folder}/${kind}`;
      const text = `[{"session_id":"1","session_start_timestamp_ms":${START_MS},"own":1,
        "playing_time_ms":-1,"interrupts":{"a":1},"video_start_time_ms":NaN,
        "big":12345678901234567890,"other_fields":{"theirs":2},"__proto__":3}]`;
      await store(output, decodePage(text, CONTENT, {}, WINDOW).sessions);
      const [[playing, interrupts, others]] = await rowsIn(
        output,
        "SELECT playing_time_ms, interrupts, other_fields FROM sessions",
      ) as [[unknown, unknown, Record<string, unknown>]];
      assertEquals([playing, interrupts], [null, null]);
      assertEquals(Object.entries(others).sort(), [
        ["__proto__", 3],
        ["big", "12345678901234567890"],
        ["interrupts", { a: 1 }],
        ["other_fields.theirs", 2],
        ["own", 1],
        ["playing_time_ms", -1],
        ["video_start_time_ms", "NaN"],
      ]);
    }));
}
