import { assertEquals, assertNotEquals } from "@std/assert";
import { FIELDS } from "../../gen/facts.ts";
import { decodePage } from "../../src/session/decode_page.ts";
import { createRedactor } from "../../src/session/redactor.ts";
import type { Session } from "../../src/session/session.ts";

const VIEWER = "viewer-4711-abc";
const redactor = createRedactor([1, 2]);
const redact = (session: Record<string, unknown>) => redactor.session(session as Session);

Deno.test("createRedactor() hides every field that the spec marks, under each name it may arrive by", () => {
  for (const { path, aliases } of FIELDS.filter(({ pii }) => pii)) {
    for (const name of [path, ...aliases]) {
      const [group, field] = name.split(".");
      const record = field === undefined ? { [name]: VIEWER } : { [group!]: { [field]: VIEWER } };
      const session = decodePage(JSON.stringify([record])).sessions[0]!;
      const text = JSON.stringify(redactor.session(session));
      assertEquals(text.includes(VIEWER), false, text);
      assertEquals(text.includes("anon-"), true, text);
    }
  }
});

Deno.test("createRedactor() leaves every other field of the spec as it is", () => {
  for (const { path, type, pii } of FIELDS) {
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
