import { assert, assertEquals } from "@std/assert";
import {
  createSandbox,
  hasValue,
  type SandboxOptions,
  type SessionRecord,
  SHAPE_FAULTS,
  VALUE_KINDS,
  type ValueKind,
} from "../../sandbox/mod.ts";
import { askSandbox, NOW_MS } from "../support/ask_sandbox.ts";

type Json = Record<string, unknown>;

const query = { start_epoch_ms: NOW_MS - 3_600_000, end_epoch_ms: NOW_MS, limit: 300 };
const world = { now: () => NOW_MS, rateLimits: false };
const sound: SessionRecord[] =
  (await (await askSandbox(createSandbox(world), query)).json()).sessions;

async function bytesOf(options: SandboxOptions): Promise<Uint8Array> {
  return await (await askSandbox(createSandbox({ ...world, ...options }), query)).bytes();
}

async function textWith(kind: ValueKind): Promise<string> {
  return new TextDecoder().decode(await bytesOf({ values: { [kind]: 1 } }));
}

/** All sessions with a kind of value. */
async function sessionsWith(kind: ValueKind): Promise<Json[]> {
  return JSON.parse(await textWith(kind)).sessions;
}

const distinct = (values: readonly unknown[]) => new Set(values).size;

Deno.test("unknown durations and counts are negative", async () => {
  for (const session of await sessionsWith("negative_values")) {
    for (const name of ["video_start_time_ms", "playing_time_ms", "interrupts"]) {
      assert(session[name] as number < 0);
    }
  }
});

Deno.test("NaN and Infinity come as bare tokens, which no parser of JSON takes", async () => {
  const tokens = { nan_tokens: /:NaN[,}]/g, infinity_tokens: /:-?Infinity[,}]/g };
  for (const [kind, token] of Object.entries(tokens)) {
    const text = await textWith(kind as ValueKind);
    assertEquals(text.match(token)?.length, sound.length, kind);
    const repaired = JSON.parse(text.replace(/:-?(?:NaN|Infinity)/g, ":null"));
    assertEquals(repaired.sessions.length, sound.length);
  }
  assertEquals((await textWith("nan_texts")).match(/:"NaN"[,}]/g)?.length, sound.length);
});

Deno.test("numbers and flags come as other types", async () => {
  const types = (await sessionsWith("wrong_types")).flatMap((session) => [
    Object.entries(session)
      .filter(([name]) => /^(interrupts|bitrate_switches)$|_time_ms$/.test(name))
      .map(([, value]) => typeof value),
    Object.entries(session)
      .filter(([name]) => name.startsWith("is_")).map(([, value]) => typeof value),
  ]).flat();
  for (const type of ["object", "string", "boolean"]) {
    assert(types.includes(type as "object"), type);
  }
});

Deno.test("times come in seconds, in microseconds and as text", async () => {
  const starts = async (kind: ValueKind) =>
    (await sessionsWith(kind)).map((session) => session.session_start_timestamp_ms);
  const startMs = sound.map((session) => session.session_start_timestamp_ms!);
  assertEquals(await starts("times_in_seconds"), startMs.map((ms) => Math.floor(ms / 1000)));
  assertEquals(await starts("times_in_microseconds"), startMs.map((ms) => ms * 1000));
  const texts = await starts("times_as_text");
  assert(texts.every((text) => typeof text === "string" && text.includes("T")));
  assertEquals(texts.map((text) => Date.parse(text as string)), startMs);
});

Deno.test("a start that is not known is 0, -1 or null", async () => {
  const starts = { start_zero: 0, start_minus_one: -1, start_null: null };
  for (const [kind, start] of Object.entries(starts)) {
    for (const session of await sessionsWith(kind as ValueKind)) {
      assertEquals(session.session_start_timestamp_ms, start);
    }
  }
});

Deno.test("bitrates come a thousand times too low", async () => {
  const rates = (await sessionsWith("bitrates_in_kbps")).map((session) =>
    session.average_peak_bitrate_bps
  );
  const expected = sound.map(({ average_peak_bitrate_bps: bps }) =>
    typeof bps === "number" ? Math.round(bps / 1000) : bps
  );
  assertEquals(rates, expected);
});

Deno.test("decimals with a zero at the end, and integers that no double holds, come bare", async () => {
  assert(/"app_version":\d+\.\d0[,}]/.test(await textWith("bare_decimals")));
  const ids = (await textWith("long_integers")).match(/"trace_id":\d{20}[,}]/g)!;
  assertEquals([ids.length, distinct(ids)], [sound.length, sound.length]);
});

Deno.test("hostile and private texts come in fields, tags and members of no known name", async () => {
  const samples = { hostile_texts: ["\r=", "\u001b[", "<script>"], private_texts: ["192.0.2.5"] };
  for (const [kind, texts] of Object.entries(samples)) {
    const sessions = await sessionsWith(kind as ValueKind);
    for (const text of texts) {
      const has = (value: unknown) => typeof value === "string" && value.includes(text);
      assert(sessions.some(({ asset }) => has(asset)), text);
      assert(sessions.some(({ note }) => has(note)), text);
      assert(sessions.some(({ custom_tags }) => has((custom_tags as Json).note)), text);
    }
  }
});

Deno.test("session ids are missing, renamed, empty, null or all the same", async () => {
  const idsOf = async (kind: ValueKind, name = "session_id") =>
    (await sessionsWith(kind)).map((session) => session[name]);
  const truth = sound.map(({ session_id }) => session_id);
  assertEquals(distinct(await idsOf("ids_missing")), 1);
  assertEquals((await idsOf("ids_missing"))[0], undefined);
  assertEquals(await idsOf("ids_renamed"), truth.map(() => undefined));
  assertEquals(await idsOf("ids_renamed", "sid"), truth);
  assertEquals(await idsOf("ids_empty"), truth.map(() => ""));
  assertEquals(await idsOf("ids_null"), truth.map(() => null));
  assertEquals(distinct(await idsOf("ids_equal")), 1);
  assertEquals(await idsOf("clients_missing", "client_id"), truth.map(() => undefined));
});

Deno.test("session ids differ in what cannot be decoded only", async () => {
  const halves = (await sessionsWith("ids_surrogates")).map((session) => session.session_id);
  assertEquals(distinct(halves), sound.length);
  assertEquals(distinct(halves.map((id) => (id as string).toWellFormed())), 1);
  const bytes = await bytesOf({ values: { ids_undecodable: 1 } });
  const decoded = JSON.parse(new TextDecoder().decode(bytes)).sessions as Json[];
  assertEquals(distinct(decoded.map((session) => session.session_id)), 1);
  const latin = new TextDecoder("latin1").decode(bytes);
  assertEquals(distinct(latin.match(/"session_id":"[^"]*"/g)!), sound.length);
});

Deno.test("a share of the sessions has a kind of value, and one can ask which", async () => {
  const values = { start_zero: 0.3 };
  const { sessions } = JSON.parse(new TextDecoder().decode(await bytesOf({ values })));
  const expected = sound.map((session) =>
    hasValue(session.session_id!, "start_zero", 0.3)
      ? { ...session, session_start_timestamp_ms: 0 }
      : session
  );
  assertEquals(sessions, expected);
  const count = expected.filter((session) => session.session_start_timestamp_ms === 0).length;
  assert(count > 50 && count < 130, String(count));
});

Deno.test("a session comes with a value in some answers, and without in others", async () => {
  const sandbox = createSandbox({ ...world, values: { start_zero: 1 }, valuesInAnswers: 0.5 });
  const starts: (number | null | undefined)[] = [];
  for (let i = 0; i < 60; i++) {
    const { sessions } = await (await askSandbox(sandbox, { ...query, limit: 1 })).json();
    starts.push(sessions[0].session_start_timestamp_ms);
  }
  const zeros = starts.filter((start) => start === 0).length;
  assert(zeros > 10 && zeros < 50, String(zeros));
  assertEquals(distinct(starts), 2);
});

Deno.test("the truth knows nothing of values, and all kinds at once leave the list readable", async () => {
  const values = Object.fromEntries(VALUE_KINDS.map((kind) => [kind, 0.2]));
  const window = { startMs: NOW_MS - 60_000, endMs: NOW_MS - 1000 };
  const sandbox = createSandbox({ ...world, values });
  assertEquals(sandbox.truth(window), createSandbox(world).truth(window));
  for (const shape of [undefined, ...SHAPE_FAULTS]) {
    const bytes = await bytesOf({ values, faults: shape && { [shape]: 1 } });
    const text = new TextDecoder().decode(bytes).replace(/:-?(?:NaN|Infinity)/g, ":null");
    const body = JSON.parse(text);
    assert((body.sessions ?? body).length >= sound.length, shape);
  }
});
