import { CONTENT } from "../../gen/endpoints.ts";
import { assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { decodePage } from "../../src/session/decode_page.ts";
import { createRedactor } from "../../src/session/redactor.ts";
import type { Session } from "../../src/session/session.ts";

const VIEWER = "viewer-4711-abc";
const redactor = createRedactor([1, 2]);
const redact = (session: Record<string, unknown>) => redactor.session(session as Session);

Deno.test("createRedactor() hides every field that the spec marks, under each name it may arrive by", () => {
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

Deno.test("createRedactor() leaves every other field of the spec as it is", () => {
  for (const { path, type, pii } of CONTENT.fields) {
    if (pii) continue;
    const value = { string: "10.1.2.3", integer: 1763769600000, number: 2.5, boolean: true }[
      type as "string"
    ] ?? (type === "map" ? { plan: "premium" } : ["E-1"]);
    const [group, field] = path.split(".");
    const session = field === undefined ? { [path]: value } : { [group!]: { [field]: value } };
    assertEquals(redact(session), session as Session, path);
  }
});

Deno.test("createRedactor() hides fields and tags that speak of a viewer, at any depth", () => {
  const names = [
    "clientIp",
    "viewerId",
    "c3.viewer.id",
    "user_id",
    "userName",
    "E-Mail",
    "latitude",
  ];
  for (const name of names) {
    for (const place of ["custom_tags", "own_info"]) {
      const text = JSON.stringify(
        redact({ [place]: { [name]: "secret" }, [name]: ["secret", 4711] }),
      );
      assertEquals(/secret|4711/.test(text), false, text);
    }
  }
  assertEquals(redact({ viewer_info: { a: "secret", b: [{ c: 7 }], d: true, e: null, f: "" } }), {
    viewer_info: {
      a: redactor.pseudonym("secret"),
      b: [{ c: redactor.pseudonym("7") }],
      d: true,
      e: null,
      f: "",
    },
  } as Session);
});

Deno.test("createRedactor() hides addresses in fields that the spec does not know", () => {
  const note = "10.1.2.3 and 2001:db8::1 and fe80:0:0:0:1:2:3:4 and jo@example.com at 10:20:30";
  const hide = redactor.pseudonym;
  assertEquals(redact({ custom_tags: { note, app_version: "1.2.3.4" } }), {
    custom_tags: {
      note: `${hide("10.1.2.3")} and ${hide("2001:db8::1")} and ` +
        `${hide("fe80:0:0:0:1:2:3:4")} and ${hide("jo@example.com")} at 10:20:30`,
      app_version: "1.2.3.4",
    },
  });
});

Deno.test("createRedactor() hides a viewer's id wherever else it stands", () => {
  const hidden = redactor.pseudonym(VIEWER);
  assertEquals(
    redact({
      viewer_id: VIEWER,
      custom_tags: { member: VIEWER },
      video_start_failure_errors: [`no right for ${VIEWER}`],
    }),
    {
      viewer_id: hidden,
      custom_tags: { member: hidden },
      video_start_failure_errors: [`no right for ${hidden}`],
    },
  );
  const short = redact({
    viewer_id: "42",
    session_id: "1426",
    interrupts: 42,
    custom_tags: { m: "42" },
  });
  assertEquals(short, {
    viewer_id: redactor.pseudonym("42"),
    session_id: "1426",
    interrupts: 42,
    custom_tags: { m: redactor.pseudonym("42") },
  });
});

Deno.test("createRedactor() cuts credentials, query and fragment off URLs", () => {
  assertEquals(redact({ stream_url: "https://jo:pw@cdn.example/a.m3u8?uid=1#x" }), {
    stream_url: "https://cdn.example/a.m3u8",
  });
});

Deno.test("createRedactor() lets a viewer's sessions be told together, in this process only", () => {
  const [a, b] = [redact({ viewer_id: "a" }), redact({ viewer_id: "b" })];
  assertEquals(redact({ viewer_id: "a" }), a);
  assertNotEquals(a, b);
  assertNotEquals(
    createRedactor().session({ viewer_id: "a" }),
    createRedactor().session({ viewer_id: "a" }),
  );
});

Deno.test("createRedactor() changes a copy", () => {
  const session: Session = { viewer_id: VIEWER, network_info: { ip: "10.1.2.3" } };
  redactor.session(session);
  assertEquals(session, { viewer_id: VIEWER, network_info: { ip: "10.1.2.3" } });
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
  fc.array(TEXT, { minLength: 2, maxLength: 4 }).map((texts) => texts.join(" ")),
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

Deno.test("createRedactor() hides the same whatever it has seen before", () => {
  const seasoned = createRedactor([1, 2]);
  fc.assert(fc.property(RECORD, (record) => {
    const session = record as Session;
    assertEquals(seasoned.session(session), createRedactor([1, 2]).session(session));
  }));
});

Deno.test("createRedactor() hides the same when it has seen more names than it keeps", () => {
  const seasoned = createRedactor([1, 2]);
  for (let number = 0; number < 20_000; number++) {
    seasoned.session({ [`tag ${number}`]: "a" } as Session);
  }
  const longName = `${"very_".repeat(100)}viewer_id`;
  for (const name of ["viewer_id", "user_id", "asset", "app_version", "note", longName]) {
    const session = { [name]: "10.1.2.3" } as Session;
    for (let time = 0; time < 2; time++) {
      assertEquals(seasoned.session(session), createRedactor([1, 2]).session(session));
    }
  }
});

Deno.test("createRedactor() hides each of the addresses that stand close together", () => {
  const hide = redactor.pseudonym;
  for (
    const [note, hidden] of [
      ["<jo@example.com>", `<${hide("jo@example.com")}>`],
      ["a@b.com;c@d.com", `${hide("a@b.com")}${hide(";c@d.com")}`],
      ["a@b@c.org", `a@${hide("b@c.org")}`],
      ["JO@EXAMPLE.COM@10.1.2.3", `${hide("JO@EXAMPLE.COM")}@${hide("10.1.2.3")}`],
      ["jo@localhost and @ and a@.b", "jo@localhost and @ and a@.b"],
    ] as const
  ) assertEquals(redact({ custom_tags: { note } }), { custom_tags: { note: hidden } }, note);
});

Deno.test("createRedactor() does not ponder over a long token", () => {
  const token = "abcdefgh.".repeat(100_000);
  const harmless = `${token}@ ${token} @${token}0`;
  assertEquals(redact({ custom_tags: { token: harmless, mail: `${token}@x.de` } }), {
    custom_tags: { token: harmless, mail: redactor.pseudonym(`${token}@x.de`) },
  });
});
