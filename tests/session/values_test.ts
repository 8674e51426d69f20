import { CONTENT } from "../../gen/endpoints.ts";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { ResponseFormatError } from "../../src/errors.ts";
import { decodePage } from "../../src/session/decode/decode_page.ts";
import { fieldValue } from "../../src/session/decode/field_value.ts";

type Json = Record<string, unknown>;

const HOUR_MS = 3_600_000;
const T = Date.parse("2026-11-25T10:20:30.456Z");
const WINDOW = { startMs: T - HOUR_MS, endMs: T + HOUR_MS };
const START = "session_start_timestamp_ms";

const decode = (...records: unknown[]) =>
  decodePage(JSON.stringify({ sessions: records }), CONTENT, {}, WINDOW);
const decodeText = (record: string) => {
  const page = decodePage(`{"sessions":[${record}]}`, CONTENT, {}, WINDOW);
  return { ...page, session: page.sessions[0] as Json };
};
const nested = (path: string, value: unknown): Json => {
  const [group, name] = path.split(".");
  return name === undefined ? { [path]: value } : { [group!]: { [name]: value } };
};

Deno.test("a negative duration, count or bitrate is not known, in whatever way it comes", () => {
  const fields = CONTENT.fields.filter(({ minimum }) => minimum === 0);
  assert(fields.length > 10, "every number of the spec that is no time");
  for (const { path, aliases } of fields) {
    for (const value of [-1, "-1", -0.5, "-1505000", -9e15]) {
      for (const record of [nested(path, value), ...aliases.map((name) => ({ [name]: value }))]) {
        const page = decode(record);
        const [session] = page.sessions as Json[];
        assertEquals(fieldValue(session!, path), undefined, path);
        assertEquals(session!.other_fields, { [path]: value });
        assertEquals([page.unknownValues, page.unreadableFields], [{ [path]: 1 }, {}]);
      }
    }
    assertEquals(decode(nested(path, 0)).sessions, [nested(path, 0)]);
  }
});

Deno.test("a time of zero or less is not known", () => {
  for (
    const value of [0, -1, "0", -0.0, "-1", -T, "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z"]
  ) {
    const page = decode({ session_id: "1", [START]: value });
    assertEquals(page.sessions, [
      { session_id: "1", [START]: null, other_fields: { [START]: value } },
    ]);
    assertEquals([page.unknownValues, page.unreadableFields], [{ [START]: 1 }, {}]);
  }
});

Deno.test("a time in seconds, micro- or nanoseconds is converted if it lies about what was asked", () => {
  const inWindow = fc.integer({ min: WINDOW.startMs, max: WINDOW.endMs });
  fc.assert(fc.property(inWindow, fc.boolean(), (ms, asText) => {
    const written: [unknown, number][] = [
      [Math.floor(ms / 1000), Math.floor(ms / 1000) * 1000],
      [ms / 1000, ms],
      [ms * 1000, ms],
      [ms * 1e6, ms],
    ];
    for (const [value, expected] of written) {
      const page = decode({ [START]: asText ? String(value) : value });
      assertEquals(page.sessions, [{ [START]: expected }]);
      assertEquals([page.correctedUnits, page.unreadableFields], [{ [START]: 1 }, {}]);
    }
  }));
});

Deno.test("a time that no unit explains is unreadable, and kept as it came", () => {
  const day = 86_400_000;
  const none = [
    Math.floor(T / 1000) - 3 * 86_400,
    (T + 3 * day) * 1000,
    Date.UTC(2009, 11, 31),
    T + 3 * day,
    1e300,
    "soon",
    "2026-11-25",
    "2026-13-25T10:00:00Z",
    "1999-01-01T00:00:00Z",
    {},
    true,
  ];
  for (const value of none) {
    const page = decode({ [START]: value });
    assertEquals(page.sessions, [{ [START]: null, other_fields: { [START]: value } }]);
    assertEquals([page.unreadableFields, page.correctedUnits], [{ [START]: 1 }, {}]);
  }
});

Deno.test("what is too late is judged by the API's clock where it is known", () => {
  const record = { [START]: T, session_end_timestamp_ms: T + 48 * HOUR_MS };
  const text = JSON.stringify([record]);
  const young = decodePage(text, CONTENT, {}, WINDOW);
  assertEquals(young.unreadableFields, { session_end_timestamp_ms: 1 });
  const later = decodePage(text, CONTENT, {}, { ...WINDOW, nowMs: T + 72 * HOUR_MS });
  assertEquals([later.sessions, later.unreadableFields], [[record], {}]);
});

Deno.test("without a window a time in another unit is unreadable, and never 1970", () => {
  const page = decodePage(JSON.stringify([{ [START]: T / 1000 }]), CONTENT);
  assertEquals((page.sessions[0] as Json)[START], null);
  assertEquals(page.unreadableFields, { [START]: 1 });
});

Deno.test("a time may be written in ISO 8601, in UTC where it names no offset", () => {
  for (
    const text of [
      "2026-11-25T10:20:30.456Z",
      "2026-11-25T10:20:30.456",
      "2026-11-25 10:20:30,456 UTC",
      "2026-11-25T12:20:30.456+02:00",
      "2026-11-25T05:50:30.456789-0430",
      " 2026-11-25t10:20:30.456z ",
    ]
  ) {
    const page = decode({ [START]: text });
    assertEquals([page.sessions, page.correctedUnits], [[{ [START]: T }], {}], text);
  }
});

Deno.test("an alias is read and judged as its field is", () => {
  const page = decode({ startTimeMs: T / 1000, joinTimeMs: -1, playTimeMs: "soon" });
  assertEquals(page.sessions, [{
    [START]: T,
    video_start_time_ms: null,
    playing_time_ms: null,
    other_fields: { video_start_time_ms: -1, playing_time_ms: "soon" },
  }]);
  assertEquals(
    [page.correctedUnits, page.unknownValues, page.unreadableFields],
    [{ [START]: 1 }, { video_start_time_ms: 1 }, { playing_time_ms: 1 }],
  );
});

Deno.test("a rendering quality is not taken for a frame rate", () => {
  const { sessions } = decode({ avgRenQual: 97.5 });
  assertEquals(sessions, [{ average_rendering_quality_percent: 97.5 }]);
});

Deno.test("what did not fit is kept beside what the API itself calls other_fields", () => {
  const { sessions } = decode(
    { playing_time_ms: -1, other_fields: { own: 1, playing_time_ms: 2 } },
    { playing_time_ms: -1, other_fields: "text" },
    { playing_time_ms: -1, other_fields: null },
    { playing_time_ms: 1, other_fields: { own: 1 } },
  );
  assertEquals(sessions.map(({ other_fields }) => other_fields), [
    { own: 1, "other_fields.playing_time_ms": 2, playing_time_ms: -1 },
    { other_fields: "text", playing_time_ms: -1 },
    { playing_time_ms: -1 },
    { own: 1 },
  ]);
});

Deno.test("a word that JSON does not know costs its value, not the page", () => {
  const words = [
    "NaN",
    "-NaN",
    "Infinity",
    "-Infinity",
    "nan",
    "inf",
    "undefined",
    "None",
    "0x1F",
    "1.#QNAN",
    "1e400",
  ];
  for (const word of words) {
    const { session, unreadableFields } = decodeText(
      `{"session_id":"NaN, x","playing_time_ms":${word} ,"own":[${word}, {"a":${word}}],"asset":"A"}`,
    );
    assertEquals(session, {
      session_id: "NaN, x",
      playing_time_ms: null,
      own: [word, { a: word }],
      asset: "A",
      other_fields: { playing_time_ms: word },
    });
    assertEquals(unreadableFields, { playing_time_ms: 1 });
  }
});

Deno.test("a number that is written otherwise than JSON has it is read", () => {
  const { session, unreadableFields } = decodeText(
    `{"playing_time_ms":+1,"paused_time_ms":.5,"rebuffering_time_ms":2.,"interrupts":007,
      "network_info":{"asn":0042},"is_video_start_failure":True}`,
  );
  assertEquals(session, {
    playing_time_ms: 1,
    paused_time_ms: 0.5,
    rebuffering_time_ms: 2,
    interrupts: 7,
    network_info: { asn: "0042" },
    is_video_start_failure: true,
  });
  assertEquals(unreadableFields, {});
});

Deno.test("a raw control character in a text costs nothing", () => {
  const { session } = decodeText('{"asset":"a\tb\nc","playing_time_ms":1}');
  assertEquals(session, { asset: "a\tb\nc", playing_time_ms: 1 });
});

Deno.test("JSON that is cut off or damaged is none, also with such words in it", () => {
  const text = '{"sessions":[{"session_id":"1","playing_time_ms":NaN,"asset":"x"},{"asset":"y"}]}';
  for (let end = 0; end < text.length; end++) {
    assertThrows(() => decodePage(text.slice(0, end), CONTENT), ResponseFormatError);
  }
  const long = "12345678901234567890";
  for (
    const body of [
      '{"sessions":[hello]}',
      '{"sessions":[{NaN:1}]}',
      "NaN",
      '{"a":1 2}',
      `[{ ${long} : 1, "asset": "x"}]`,
      `[{"asset":"x", ${long} : 1}]`,
      `[{"asset":"a\\-${long},"}]`,
      `[{"session_id":${long}`,
    ]
  ) {
    assertThrows(() => decodePage(body, CONTENT), ResponseFormatError, undefined, body);
  }
});

Deno.test("a number in a text stays as it is written", () => {
  for (
    const number of ["1.10", "2.0", "1e3", "-0", "1", "12.5", "0.30", "12345678901234567890.10"]
  ) {
    const { session, unreadableFields } = decodeText(
      `{"device_info":{"app_version":${number}},"video_start_failure_errors":[${number}],
        "custom_tags":{"v":${number}},"playing_time_ms":1.50,"own":{"half":0.50}}`,
    );
    assertEquals(session, {
      device_info: { app_version: number },
      video_start_failure_errors: [number],
      custom_tags: { v: number },
      playing_time_ms: 1.5,
      own: { half: 0.5 },
    });
    assertEquals(unreadableFields, {});
  }
});

Deno.test("a large integer keeps its digits wherever it stands", () => {
  const big = fc.bigInt({ min: 2n ** 53n, max: 2n ** 90n }).filter((n) => BigInt(Number(n)) !== n);
  fc.assert(fc.property(big, fc.boolean(), (magnitude, isNegative) => {
    const digits = String(isNegative ? -magnitude : magnitude);
    const { session } = decodeText(
      `{"session_id":${digits},"interrupts":${digits},"own":${digits},"deep":[{"a":[${digits}]}],
        "network_info":{"isp":${digits},"own":${digits}},"custom_tags":{"odd":{"a":${digits}}}}`,
    );
    assertEquals(session.session_id, digits);
    assertEquals([session.own, session.deep], [digits, [{ a: [digits] }]]);
    assertEquals(session.network_info, { isp: digits, own: digits });
    assertEquals(session.interrupts, null);
    assertEquals(session.other_fields, {
      interrupts: digits,
      "custom_tags.odd": { a: digits },
    });
  }));
});

Deno.test("a large integer keeps its digits also where the page begins without any", () => {
  const digits = "12345678901234567891";
  const small = Array.from({ length: 2000 }, (_, at) => `{"session_id":${at},"asset":"a, b, c"}`);
  for (const last of [`{"session_id":${digits}}`, `{"asset":"x","own":[{"id":[-${digits}]}]}`]) {
    const page = decodePage(`[${small},${last}]`, CONTENT, {}, WINDOW);
    const text = JSON.stringify(page.sessions.at(-1));
    assert(text.includes(`"${digits}"`) || text.includes(`["-${digits}"]`), text);
    assertEquals(page.sessions[7], { session_id: "7", asset: "a, b, c" });
  }
});

Deno.test("a record is read the same whatever else makes its page hard to parse", () => {
  const number = fc.oneof(
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
    fc.integer({ min: 14, max: 20 }).map((zeros) => `9${"0".repeat(zeros)}`),
    fc.constantFrom("9007199254740991", "9007199254740992", "-9007199254740993", "1e22"),
  );
  const digits = "12345678901234567890";
  const text = fc.constantFrom(
    `x:${digits},`,
    `[${digits}]`,
    `"-${digits} }`,
    `\\${digits},`,
    digits,
  );
  const value = fc.oneof(number, text.map((text) => JSON.stringify(text)));
  const space = fc.constantFrom("", " ", "\n\t ");
  const names = ["session_id", "sessionId", "asset", "interrupts", "own", "country", "tags"];
  const record = fc.tuple(
    fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }),
    fc.array(value, { minLength: 9, maxLength: 9 }),
    space,
  ).map(([names, values, space]) =>
    `{${names.map((name, at) => `"${name}"${space}:${space}${values[at]}${space}`)},` +
    `"client_id":"c","deep":[${values[7]},{"a":${values[8]}}]}`
  );
  fc.assert(fc.property(record, (record) => {
    const [alone] = decodePage(`[${record}]`, CONTENT, {}, WINDOW).sessions;
    const [beside] = decodePage(`[${record},{"own":NaN}]`, CONTENT, {}, WINDOW).sessions;
    assertEquals(alone, beside, record);
  }));
});

Deno.test("low bitrates in most sessions that played are told once, and stay", () => {
  const page = (bitrates: number[], playing_time_ms = 1000) =>
    decode(
      ...bitrates.map((average_peak_bitrate_bps) => ({
        average_peak_bitrate_bps,
        playing_time_ms,
      })),
    );
  const told = page([3200, 320, 4_000_000]);
  assertEquals(
    told.notices.map(({ kind, subject }) => [kind, subject]),
    [["units", "average_peak_bitrate_bps"]],
  );
  assertEquals(told.sessions[0]!.average_peak_bitrate_bps, 3200);
  assertEquals(page([3200, 4_000_000]).notices, []);
  assertEquals(page([3200, 320], 0).notices, [], "a session that never played has no bitrate");
});
