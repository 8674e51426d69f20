import { assert, assertEquals, assertMatch, assertNotEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { CONTENT } from "../../../gen/endpoints.ts";
import { decodePage } from "../../../src/session/decode/decode_page.ts";
import { createRedactor } from "../../../src/mod.ts";
import type { Session } from "../../../src/session/session.ts";
import {
  ANYWHERE,
  NAMED,
  PERSONAL_NAMES,
  RECOGNIZED,
  UNDER_ITS_NAME,
} from "../../support/personal_records.ts";

const KEY = "a key of the tests, long enough for one";
const VIEWER = "viewer-4711-abc";
const ANON = /^anon-[\w-]{16}$/;
const redactor = createRedactor({ key: KEY });
const redact = (session: Record<string, unknown>) =>
  redactor.session(session as Session) as Record<string, unknown>;

/** The session with every pseudonym written alike. */
const shape = (session: Record<string, unknown>) =>
  JSON.parse(JSON.stringify(redact(session)).replace(/anon-[\w-]{16}/g, "anon"));

Deno.test("what is recognized by itself is in no part of a redacted record, wherever it stood", () => {
  fc.assert(
    fc.property(RECOGNIZED, ANYWHERE, (personal, put) => {
      const record = { session_id: "s", client_id: "c" };
      put(record, personal);
      const text = JSON.stringify(redact(record));
      assert(!text.toLowerCase().includes(personal.needle.toLowerCase()), text);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("what has a personal name is in no part of a redacted record, wherever else it stood", () => {
  const cases = [(text: string) => text, (text: string) => text.toUpperCase()];
  fc.assert(
    fc.property(
      NAMED,
      UNDER_ITS_NAME,
      ANYWHERE,
      fc.constantFrom(...cases),
      (personal, put, again, spell) => {
        const record = {};
        again(record, { ...personal, value: spell(personal.value) });
        put(record, personal);
        const text = JSON.stringify(redact(record));
        assert(!text.toLowerCase().includes(personal.needle), text);
      },
    ),
    { numRuns: 3000 },
  );
});

Deno.test("every field that the spec marks is hidden, under each name it may arrive by", () => {
  for (const { path, aliases } of CONTENT.fields.filter(({ pii }) => pii)) {
    for (const name of [path, ...aliases]) {
      const [group, field] = name.split(".");
      const record = field === undefined ? { [name]: VIEWER } : { [group!]: { [field]: VIEWER } };
      const session = decodePage(JSON.stringify([record]), CONTENT).sessions[0]!;
      const text = JSON.stringify(redactor.session(session));
      assertEquals(text.includes(VIEWER), false, text);
      assertEquals(text.includes("anon-"), true, text);
    }
  }
});

Deno.test("what the spec does not mark and holds nothing personal stays as it is", () => {
  for (const { path, type, pii } of CONTENT.fields) {
    if (pii) continue;
    const value = { string: "Café 10:20:30", integer: 1763769600000, number: 2.5, boolean: true }[
      type as "string"
    ] ?? (type === "map" ? { plan: "premium" } : ["E-1"]);
    const [group, field] = path.split(".");
    const session = field === undefined ? { [path]: value } : { [group!]: { [field]: value } };
    assertEquals(redact(session), session, path);
  }
  const plain = {
    client_id: "524382616.2369766303.2333395798.454221757",
    session_id: "10418622468683782607",
    customer: "ExampleTV",
    stream_url: "https://cdn.example/a/manifest.m3u8",
    device_info: { user_agent: "ExampleTV/8.4.0.1 (Fire OS 7.6; AFTKA)", device_model: "SM-G991B" },
    custom_tags: { app_version: "1.2.3.4", account_type: "gold", mac_os: "14", build: "1.2.3.4" },
  };
  assertEquals(redact(plain), plain);
});

Deno.test("personal names are known in any spelling, and properties of a viewer are no viewer", () => {
  for (const name of PERSONAL_NAMES) {
    for (const place of ["custom_tags", "own_info"]) {
      const text = JSON.stringify(redact({ [place]: { [name]: "it" }, [name]: ["it", 4711] }));
      assertEquals(/"it"|4711/.test(text), false, text);
    }
  }
  for (
    const name of ["Kundennummer", "telefon", "custRef", "pass-word", "acct", "advId", "stb_id"]
  ) {
    assertEquals(shape({ custom_tags: { [name]: "it" } }), { custom_tags: { [name]: "anon" } });
  }
  const names = ["viewer_count", "userType", "page", "latency", "skip", "token_type", "isMember"];
  for (const name of [...names, "emailVerified", "mobile_app", "bufferProfile"]) {
    assertEquals(redact({ [name]: "it" }), { [name]: "it" });
  }
});

Deno.test("all within an identifying object is hidden, keys that are values as well", () => {
  assertEquals(shape({ viewer: { a: "it", b: [{ c: 7 }], d: true, e: null, f: "" } }), {
    viewer: { a: "anon", b: [{ c: "anon" }], d: true, e: null, f: "" },
  });
  assertEquals(shape({ customer: { id: "C" } }), { customer: { id: "anon" } });
  const byUser = redact({ users: { U5: { a: 1 } }, note: "U5" });
  assertEquals(JSON.stringify(byUser).includes("U5"), false);
  const entries = { own: [["userId", "V"], { tagName: "userId", tagValue: "V" }, ["a", "V", "b"]] };
  assertEquals(JSON.stringify(redact(entries)).includes('"V"'), false);
  const inText = redact({ asset: "for V-77", custom_tags: { of: '{"user":{"id":"V-77"}}' } });
  assertEquals(JSON.stringify(inText).includes("V-77"), false);
});

Deno.test("the values of a list that is one text are known elsewhere, without what is around them", () => {
  const { asset } = shape({ asset: "of V-77 and V-78", custom_tags: { users: ' V-77, "V-78" ' } });
  assertEquals(asset, "of anon and anon");
});

Deno.test("a personal value as long as anybody likes is known elsewhere", () => {
  const value = "x".repeat(1_000_000);
  assertEquals(shape({ viewer_id: value, asset: `of ${value}` }), {
    viewer_id: "anon",
    asset: "of anon",
  });
});

Deno.test("a short value is hidden where it stands alone, and is no part of other words", () => {
  assertEquals(
    shape({
      viewer_id: "V-1",
      session_id: "V-12",
      interrupts: 42,
      custom_tags: { user: "42", m: "42", n: "no right for v-1", o: "xV-1x" },
    }),
    {
      viewer_id: "anon",
      session_id: "V-12",
      interrupts: 42,
      custom_tags: { user: "anon", m: "anon", n: "no right for anon", o: "xV-1x" },
    },
  );
});

Deno.test("a value is known in any escape, and as a name", () => {
  const { custom_tags } = shape({
    viewer_id: "Jo D",
    custom_tags: { a: "for Jo%20D", "of jo d": 1 },
  });
  assertEquals(custom_tags, { a: "for anon", "of anon": 1 });
  assertEquals(shape({ viewer_id: "V/1", asset: "V%2F1" }), { viewer_id: "anon", asset: "anon" });
  assertEquals(shape({ stream_url: "https://h/x?v=abcd12345", asset: "abcd12345" }), {
    stream_url: "https://h/x",
    asset: "anon",
  });
  assertEquals(shape({ "jo@example.com": 1, own: { "of 192.0.2.5": [] } }), {
    anon: 1,
    own: { "of anon": [] },
  });
  assertEquals(shape({ viewer_id: "V-1", own: { "jo@example.com": "for V-1" } }), {
    viewer_id: "anon",
    own: { anon: "for anon" },
  });
});

Deno.test("the ids that one asks with stay, unless they are what the spec marks", () => {
  const tagged = redact({ client_id: "device-12345", custom_tags: { deviceId: "device-12345" } });
  assertEquals(tagged.client_id, "device-12345");
  const same = redact({ client_id: VIEWER, viewer_id: VIEWER, session_id: "jo@example.com" });
  assertEquals(JSON.stringify(same).includes(VIEWER), false);
  assertMatch(String(same.session_id), ANON);
});

Deno.test("what says that there is no value is not looked for elsewhere", () => {
  assertEquals(redact({ viewer_id: "unknown", asset: "unknown" }).asset, "unknown");
});

Deno.test("a viewer's sessions are told together, and by no tag whose they are", () => {
  const [a, b] = [redact({ viewer_id: "guess-1" }), redact({ viewer_id: "guess-2" })];
  assertEquals(redact({ viewer_id: "guess-1" }), a);
  assertNotEquals(a, b);
  for (const tag of ["viewer_id", "viewerId", "user", "note"]) {
    const guess = JSON.stringify(redact({ custom_tags: { [tag]: "guess-1" }, viewer_id: "me" }));
    assertEquals(guess.includes(String(a.viewer_id)), false, guess);
  }
  // Nor by whether a tag is hidden: another's viewer id is not looked for.
  assertEquals(redact({ asset: "guess-1", viewer_id: "me" }).asset, "guess-1");
});

Deno.test("pseudonyms are HMAC-SHA-256, those of a key the same in every process", async () => {
  const { createHmac } = await import("node:crypto");
  const expected = createHmac("sha256", KEY).update(`9:viewer_id${VIEWER}`).digest("base64url");
  assertEquals(redact({ viewer_id: VIEWER }).viewer_id, `anon-${expected.slice(0, 16)}`);
  const long = "ü".repeat(2000);
  const ofLong = createHmac("sha256", KEY).update(`9:viewer_id${long}`).digest("base64url");
  assertEquals(redact({ viewer_id: long }).viewer_id, `anon-${ofLong.slice(0, 16)}`);
  const session = { viewer_id: VIEWER };
  assertNotEquals(createRedactor().session(session), createRedactor().session(session));
  assertThrows(() => createRedactor({ key: "short" }), RangeError, "at least 32 characters");
});

Deno.test("a redacted session is a copy", () => {
  const session = { viewer_id: VIEWER, network_info: { ip: "10.1.2.3" }, own: [{ user: "a" }] };
  redact(session);
  assertEquals(session, {
    viewer_id: VIEWER,
    network_info: { ip: "10.1.2.3" },
    own: [{ user: "a" }],
  });
});

// The same few names and values over and over, so that records have them in common.
const NAME = fc.constantFrom(
  ...["viewer_id", "session_id", "asset", "note", "user-id", "app_version", "ip", "0", "__proto__"],
);
const TEXT = fc.oneof(
  fc.constantFrom(VIEWER, "viewer-0815-xyz", "42", "10.1.2.3", "2001:db8::1", "jo@example.com"),
  fc.string(),
);
const VALUE = fc.oneof(
  TEXT,
  TEXT.map((text) => `https://jo:pw@cdn.example/${text}?uid=${text}`),
  fc.integer(),
  fc.constantFrom(42, true, null),
);
const { record: RECORD } = fc.letrec<{ record: Record<string, unknown> }>((tie) => ({
  record: fc.dictionary(
    NAME,
    fc.oneof({ maxDepth: 3 }, VALUE, tie("record"), fc.array(fc.oneof(VALUE, tie("record")))),
  ),
}));

Deno.test("a redactor hides the same whatever it has seen before, more than it keeps included", () => {
  const seasoned = createRedactor({ key: KEY });
  for (let number = 0; number < 11_000; number++) {
    const session = { [`tag ${number}`]: "a", user: `u${number}`, viewer_id: `v${number}` };
    seasoned.session({ ...session, note: `n.${number}` });
  }
  fc.assert(fc.property(RECORD, (record) => {
    const session = record as Session;
    assertEquals(seasoned.session(session), createRedactor({ key: KEY }).session(session));
  }));
});

Deno.test("a pseudonym is no value to hide, so that what is redacted again stays as it is", () => {
  const pseudonym = String(redact({ viewer_id: VIEWER }).viewer_id);
  for (
    const text of [pseudonym, `token=${pseudonym}`, `Bearer ${pseudonym}`, `user ${pseudonym}`]
  ) {
    assertEquals(redactor.text(text), text);
    assertEquals(redactor.written(text), text);
  }
});

Deno.test("a record of ten thousand viewers is redacted, each of them", () => {
  const users = Array.from({ length: 10_000 }, (_, index) => `user-${index}-x`);
  const tags = Object.fromEntries(users.map((user, index) => [`user_${index}`, user]));
  const text = JSON.stringify(redact({ viewer_id: "me-4711", custom_tags: tags, note: "me-4711" }));
  assertEquals(/user-\d+-x|me-4711/.test(text), false);
});

Deno.test("a record as deep as JSON can be is redacted", () => {
  let deep: unknown = "jo@example.com";
  for (let depth = 0; depth < 20_000; depth++) deep = [deep];
  assertEquals(JSON.stringify(redact({ deep })).includes("jo@"), false);
});
