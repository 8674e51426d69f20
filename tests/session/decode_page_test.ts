import type { FieldFact } from "../../gen/endpoint.ts";
import { CONTENT } from "../../gen/endpoints.ts";
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { ResponseFormatError, SessionsError } from "../../src/errors.ts";
import { EMPTY_PAGE } from "../../src/session/decode/decoded_page.ts";
import { decodePage } from "../../src/session/decode/decode_page.ts";

type Json = Record<string, unknown>;

const T_2010 = Date.UTC(2010, 0, 1);
const T_2100 = Date.UTC(2100, 0, 1);

const decode = (...records: unknown[]) =>
  decodePage(JSON.stringify({ sessions: records }), CONTENT);
const decodeOne = (record: unknown) => decode(record).sessions[0];

/** A value as the spec types it. */
function valueOf({ type, unit }: FieldFact): fc.Arbitrary<unknown> {
  if (unit === "epoch_ms") return fc.integer({ min: T_2010, max: T_2100 });
  if (unit === "bps") return fc.integer({ min: 10_000, max: 1e9 });
  switch (type) {
    case "string":
      return fc.string({ minLength: 1 });
    case "integer":
      return fc.maxSafeNat();
    case "number":
      return fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e9, noNaN: true }).map((n) => n || 0));
    case "boolean":
      return fc.boolean();
    case "strings":
      return fc.array(fc.string({ minLength: 1 }));
    case "map":
      return fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true });
  }
}

/** The same value as the API has been seen to write it, or might. */
function asWritten(value: unknown, { type }: FieldFact, way: number): unknown {
  if (type === "integer" || type === "number") return way % 2 === 0 ? String(value) : value;
  if (type === "boolean") return [String(value), value ? 1 : 0, value ? "1" : "0", value][way % 4];
  if (type === "strings") {
    const list = value as string[];
    return list.length === 1 && way % 2 === 0 ? list[0] : list;
  }
  return value;
}

function put(record: Json, path: string, value: unknown): void {
  const [group, name] = path.split(".");
  if (name === undefined) record[path] = value;
  else record[group!] = { ...record[group!] as Json, [name]: value };
}

/** A clean record: some fields of the spec, each with a right value or `null`. */
const cleanFields = fc.tuple(
  ...CONTENT.fields.map((field) =>
    fc.option(fc.oneof(valueOf(field), fc.constant(null)), { freq: 2 })
  ),
).map((values) =>
  CONTENT.fields.flatMap((field, index) => {
    const value = values[index];
    return value === null || value === undefined ? [] : [{ field, value }];
  })
).filter((fields) => fields.length > 0);

Deno.test("decodePage() gives a record back as it came if all of it is as the spec says", () => {
  fc.assert(fc.property(cleanFields, (fields) => {
    const record = { unknown_field: { a: [1, "b"] } };
    for (const { field, value } of fields) put(record, field.path, value);
    const page = decode(record);
    assertEquals(page, { ...EMPTY_PAGE, sessions: [record] });
  }));
});

Deno.test("decodePage() gives the same session however names and values are written", () => {
  const ways = fc.array(fc.nat(), {
    minLength: CONTENT.fields.length,
    maxLength: CONTENT.fields.length,
  });
  fc.assert(fc.property(cleanFields, ways, (fields, ways) => {
    const clean = {};
    const written: Json = {};
    fields.forEach(({ field, value }, index) => {
      put(clean, field.path, value);
      const way = ways[index]!;
      const alias = field.aliases[way % (field.aliases.length + 1)];
      put(written, alias ?? field.path, asWritten(value, field, way));
    });
    assertEquals(decode(written), decode(clean));
  }));
});

Deno.test("decodePage() knows every field of the spec under each of its aliases", () => {
  for (const field of CONTENT.fields) {
    const [value] = fc.sample(valueOf(field), { numRuns: 1, seed: 7 });
    const clean = {};
    put(clean, field.path, value);
    for (const alias of field.aliases) assertEquals(decodeOne({ [alias]: value }), clean, alias);
  }
});

Deno.test("decodePage() prefers a field to its alias, and keeps the alias", () => {
  const record = { session_id: "1", sessionId: "2", network_info: { isp: "A" }, isp: "B" };
  assertEquals(decodeOne(record), record);
  assertEquals(decodeOne({ network_info: null, isp: "B" }), { network_info: { isp: "B" } });
});

Deno.test("decodePage() keeps what came under an alias but cannot be its field", () => {
  const record = { session_id: "1", country: { code: "DE" } };
  assertEquals(decode(record), { ...EMPTY_PAGE, sessions: [record] });
});

Deno.test("decodePage() keeps every digit of an id, however large", () => {
  fc.assert(fc.property(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), (id) => {
    const body =
      `{"sessions":[{"session_id":${id}, "client_id" : [${id}], "custom_tags":{"ref":${id}},` +
      `"note":"x:${id},\\"[${id}", "other":{"deep":[{"id": ${id}}]}, "playing_time_ms":0.12345678901234567}]}`;
    const session = decodePage(body, CONTENT).sessions[0]! as Json;
    const deep = (session.other as { deep: { id: unknown }[] }).deep[0]!.id;
    assertEquals(session.session_id, String(id));
    assertEquals(session.custom_tags, { ref: String(id) });
    assertEquals(String(deep), String(id));
    assertEquals(session.note, `x:${id},"[${id}`);
    assertEquals(session.playing_time_ms, 0.12345678901234567);
  }));
});

Deno.test("decodePage() keeps the digits of ids in aliases, lists and fields of their own", () => {
  const id = "12345678901234567890";
  const ofBody = (record: string) => decodePage(`[${record}]`, CONTENT).sessions[0];
  assertEquals(ofBody(`{"sessionId":${id}}`), { session_id: id });
  assertEquals(ofBody(`{"session_id":"1","own_id":${id}}`), { session_id: "1", own_id: id });
  assertEquals(ofBody(`{"asset":"A","own":{"deep":[${id}]}}`), { asset: "A", own: { deep: [id] } });
  assertEquals(ofBody(`{"errors":[${id}]}`), { video_start_failure_errors: [id] });
});

Deno.test("decodePage() counts values that it cannot read, makes them null, and keeps them as they came", () => {
  const page = decode(
    { session_id: "1", playing_time_ms: "soon", is_video_start_failure: "maybe", interrupts: [] },
    { session_id: {}, network_info: { isp: ["a"] }, playing_time_ms: {}, custom_tags: "x" },
    { session_id: "3", device_info: "a phone", video_start_failure_errors: [{}] },
  );
  assertEquals(page.sessions, [
    {
      session_id: "1",
      playing_time_ms: null,
      is_video_start_failure: null,
      interrupts: null,
      other_fields: { playing_time_ms: "soon", is_video_start_failure: "maybe", interrupts: [] },
    },
    {
      session_id: null,
      network_info: { isp: null },
      playing_time_ms: null,
      custom_tags: null,
      other_fields: {
        session_id: {},
        "network_info.isp": ["a"],
        playing_time_ms: {},
        custom_tags: "x",
      },
    } as never,
    {
      session_id: "3",
      device_info: {},
      video_start_failure_errors: null,
      other_fields: { device_info: "a phone", video_start_failure_errors: [{}] },
    },
  ]);
  assertEquals(page.unreadableFields, {
    playing_time_ms: 2,
    is_video_start_failure: 1,
    interrupts: 1,
    session_id: 1,
    "network_info.isp": 1,
    custom_tags: 1,
    device_info: 1,
    video_start_failure_errors: 1,
  });
});

Deno.test("decodePage() keeps what it can read of tags and lists, and counts the rest", () => {
  const page = decode(
    {
      custom_tags: { plan: "premium", level: 3, vip: true, none: null, odd: {}, list: [1] },
      video_start_failure_errors: ["A", { code: 1 }, 7, null],
    },
    { custom_tags: [], required_tags: ["a"] },
  );
  assertEquals(page.sessions, [
    {
      custom_tags: { plan: "premium", level: "3", vip: "true", none: null, odd: null, list: null },
      video_start_failure_errors: ["A", "7"],
      other_fields: {
        "custom_tags.odd": {},
        "custom_tags.list": [1],
        video_start_failure_errors: [{ code: 1 }],
      },
    },
    { custom_tags: {}, required_tags: null, other_fields: { required_tags: ["a"] } } as never,
  ]);
  assertEquals(page.unreadableFields, {
    custom_tags: 2,
    video_start_failure_errors: 1,
    required_tags: 1,
  });
});

Deno.test("decodePage() rounds what is due to be an integer", () => {
  assertEquals(decodeOne({ interrupts: 2.6, session_start_timestamp_ms: "1763769600000.4" }), {
    interrupts: 3,
    session_start_timestamp_ms: 1763769600000,
  });
});

Deno.test("decodePage() takes an empty text for nothing where a number or a flag is due", () => {
  const page = decode({ asset: "", playing_time_ms: "", is_video_start_failure: " " });
  assertEquals(page.unreadableFields, {});
  assertEquals(page.sessions, [{ asset: "", playing_time_ms: null, is_video_start_failure: null }]);
});

Deno.test("decodePage() counts records that are no sessions, and keeps the others", () => {
  const page = decode({ session_id: "1" }, null, 7, "x", [], {}, { foo: 1 }, { asset: null });
  assertEquals(page.sessions, [{ session_id: "1" }, { asset: null }]);
  assertEquals(page.unreadableRecords, 6);
});

Deno.test("decodePage() finds the sessions wherever the response has them", () => {
  const records = [{ session_id: "1" }];
  const bodies = [
    records,
    { sessions: records },
    { sessions: records, warnings: [{ session_id: "no" }] },
    { data: records },
    { data: records, total: 1, warnings: [], links: ["a"], notes: [{ text: "b" }] },
    { data: { sessions: records } },
    { response: { items: records }, status: "ok" },
  ];
  for (const body of bodies) {
    assertEquals(
      decodePage(JSON.stringify(body), CONTENT).sessions,
      records as Json[],
      JSON.stringify(body),
    );
  }
});

Deno.test("decodePage() takes an empty list for no sessions", () => {
  for (
    const body of ['{"sessions":[]}', "[]", '{"data":[]}', '{"d":{"s":[]}}']
  ) {
    assertEquals(decodePage(body, CONTENT).sessions, [], body);
  }
});

Deno.test("decodePage() says what came instead of sessions, with an excerpt", () => {
  const cases: [string, string][] = [
    ["", "an empty body"],
    [" \n", "an empty body"],
    ["<html>502</html>", "HTML"],
    ['{"sessions":[{"session_id":"1"', "cut off"],
    ["Bad gateway", "not JSON"],
    ["null", "no list of sessions"],
    ["7", "no list of sessions"],
    ["{}", "no list of sessions"],
    ["[1,2]", "no list of sessions"],
    ['{"a":[{"asset":"x"}],"b":[{"asset":"y"}]}', "no list of sessions"],
  ];
  for (const [body, expected] of cases) {
    const error = assertThrows(
      () => decodePage(body, CONTENT, { path: "/sessions/content", status: 200 }),
      ResponseFormatError,
    ) as ResponseFormatError;
    assertStringIncludes(error.message, expected, body);
    assertEquals(error.request, { path: "/sessions/content", status: 200 });
  }
});

Deno.test("decodePage() ends in a page or an error of its own for any JSON and any cut of it", () => {
  const bodies = fc.oneof(
    fc.jsonValue(),
    fc.record({
      sessions: fc.array(
        fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...names), fc.jsonValue())),
      ),
    }),
  );
  fc.assert(fc.property(bodies, fc.double({ min: 0, max: 1, noNaN: true }), (body, part) => {
    const text = JSON.stringify(body);
    for (const sent of [text, text.slice(0, Math.floor(part * text.length))]) {
      try {
        const { sessions, unreadableRecords } = decodePage(sent, CONTENT);
        assertEquals(sessions.length + unreadableRecords >= 0, true);
      } catch (error) {
        assertEquals(error instanceof SessionsError, true, String(error));
      }
    }
  }));
});
const names = CONTENT.fields.flatMap(({ path, aliases }) => [path.split(".")[0]!, ...aliases]);

Deno.test("decodePage() keeps a field named like a property of every object", () => {
  const body = '{"sessions":[{"sessionId":"1","__proto__":{"polluted":true},"constructor":5}]}';
  const session = decodePage(body, CONTENT).sessions[0]!;
  assertEquals(Object.keys(session).sort(), ["__proto__", "constructor", "session_id"]);
  assertEquals((session as { polluted?: boolean }).polluted, undefined);
});
