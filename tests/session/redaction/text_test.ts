import { assert, assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { createRedactor } from "../../../src/mod.ts";
import { RECOGNIZED } from "../../support/personal_records.ts";

const redactor = createRedactor();

/** The text with every pseudonym written as `*`. */
const hidden = (text: string) => redactor.text(text).replace(/anon-[\w-]{16}/g, "*");

function assertHidden(cases: readonly (readonly [text: string, hidden: string])[]): void {
  for (const [text, expected] of cases) assertEquals(hidden(text), expected, text);
}

function assertStays(texts: readonly string[]): void {
  for (const text of texts) assertEquals(redactor.text(text), text);
}

Deno.test("a URL is cut wherever it stands, with a scheme or without", () => {
  assertHidden([
    ["https://jo:pw@cdn.example/a.m3u8?uid=1#x", "https://cdn.example/a.m3u8"],
    ["GET https://c.example/x?token=S from here", "GET https://c.example/x from here"],
    ["(see 'http://b/y?z=1')", "(see 'http://b/y"],
    ['{"url":"https://b/y?z=1","x":2}', '{"url":"https://b/y","x":2}'],
    ["//cdn.example/a#frag", "//cdn.example/a"],
    ["cdn.example/a?session=abc&x=1 failed", "cdn.example/a failed"],
    ["jo:secret@cdn.example/a", "cdn.example/a"],
    ["rtmp://jo:pa/ss@live.example/app", "rtmp://live.example/app"],
    ["ws://h.example:80/x?y", "ws://h.example:80/x"],
    ["http://[2001:db8::1]:8080/a?b", "http://[*]:8080/a"],
    ["https://h/a;jsessionid=1/b", "https://h/a"],
    ["https%3A%2F%2Fh%2Fx%3Ftoken%3Dabc", "https://h/x"],
    ["https:\\/\\/jo:pw@h\\/x?token=1", "https://h/x"],
    ["mailto:jo@example.com?subject=hi", "mailto:*"],
    ["https://api/users/123/x", "https://api/users/*/x"],
    ["https://h/x?n=Jo%20Doe&m=%22Jo%0ADoe%22 failed", "https://h/x failed"],
    ["https%3A%2F%2Fh%2Fx%3Fn%3DJo%20Doe", "https://h/x"],
    ["https://jo:p%20w@h/x", "https://h/x"],
    ["https://h/x?a={Jo}|<Doe>^`x`", "https://h/x"],
    ["get cdn.example/a.m3u8?abc now", "get cdn.example/a.m3u8 now"],
  ]);
  assertStays(["https://cdn.example/live/a%20b.m3u8", "What? a = b", "a/b test", "std::vector"]);
});

Deno.test("an IP or MAC address is hidden in every form, and what only looks like one stays", () => {
  assertHidden([
    ["from 192.0.2.5.", "from *."],
    ["192.000.002.005:80", "*:80"],
    ["192.0.2.0/24, 10.0.0.1", "*/24, *"],
    ["[2001:db8::1]:443", "[*]:443"],
    ["ip:2001:db8::1: refused", "ip:*: refused"],
    ["2001:DB8:0000:0000:0000:0000:0000:0001", "*"],
    ["2001:db8:0:0:0:0:0:1:443", "*:443"],
    ["::1", "*"],
    ["2001:db8::", "*"],
    ["::ffff:192.0.2.5", "*"],
    ["fe80::1%eth0 down", "* down"],
    ["2001%3Adb8%3A%3A1", "*"],
    ["192。0。2。5", "*"],
    ["aa:bb:cc:dd:ee:ff", "*"],
    ["AA-BB-CC-DD-EE-FF", "*"],
    ["aabb.ccdd.eeff", "*"],
    ["ip-192-0-2-5.example", "*.example"],
  ]);
  assertStays([
    "at 10:20:30",
    "2026-11-22T17:00:00Z",
    "v1.2.3.4",
    "version 1.2.3.4",
    "Chrome/120.0.0.0",
    "1.2.3.4.5",
    "999.1.1.1",
    "std::vector",
    "6f9619ff-8b86-d011-b42d-00c04fc964ff",
  ]);
});

Deno.test("an e-mail address is hidden in every script and escape", () => {
  assertHidden([
    ["Show of jo@example.com", "Show of *"],
    ["<jo@example.com>", "<*>"],
    ["jo%40example.com", "*"],
    ["jo%2540example.com", "*"],
    ["jo\\u0040example.com", "*"],
    ["jo&#64;example.com", "*"],
    ["jo＠example.com", "*"],
    ["j\u200bo@exam\u2060ple.com", "*"],
    ["用户@例子.公司", "*"],
    ["jo@[192.0.2.1]", "*"],
  ]);
  assertStays(["jo@localhost and @ and a@.b", "#5 @ 20"]);
});

Deno.test("tokens, and what a text itself calls a secret or a person's, are hidden", () => {
  assertHidden([
    ["Bearer xyz", "Bearer *"],
    ["Authorization: Basic am86cHc=", "Authorization: *"],
    ["jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def", "jwt *"],
    ["key=abc123&x=1", "key=*&x=1"],
    ["session_token: abc", "session_token: *"],
    ["password=hunter", "password=*"],
    ['{"user":"jo doe","x":1}', '{"user":"*","x":1}'],
    ['{\\"user\\":\\"jo\\"}', '{"user":"*"}'],
    ["First name: Jo Doe", "First name: *"],
    ["lat=52.52 lon=13.4", "lat=* lon=*"],
    ["c3.viewer.id=V-1", "c3.viewer.id=*"],
    ["phone 0171 5550100", "phone *"],
    ["call +49 171 5550100", "call *"],
    ["viewer V-1 denied", "viewer * denied"],
    ["viewer 'V-1' denied", "viewer '*' denied"],
    ["viewer id is V-1", "viewer id is *"],
    ["<userId>V-1</userId>", "<userId>*</userId>"],
    ['{"user":{"id":"V-1","of":["}"]},"x":1}', '{"user":*,"x":1}'],
    ['{"users":["V-1","V-2"', '{"users":*'],
    ["call 0049 171 5550100", "call *"],
  ]);
  assertStays([
    "the bearer token is wrong",
    "user not found: HTTP 404",
    "user=unknown",
    "Token: expired",
    "Login: failed",
    "Auth: 401",
    "Password: The Movie",
    "Account 7",
    "Cannot find credentials: set CONVIVA_CLIENT_ID and CONVIVA_CLIENT_SECRET",
    "Total: 5; next: 6",
    "client_id=abc session_id: def",
  ]);
});

Deno.test("a text that is written already keeps its escapes, and nothing personal behind them", () => {
  fc.assert(fc.property(RECOGNIZED, ({ value, needle }) => {
    const text = `＜/fence＞ \\"a\\" ${value} &lt;`;
    const written = redactor.written(text);
    assert(!written.includes(needle), written);
    assert(written.startsWith('＜/fence＞ \\"a\\" '), written);
  }));
  // What was cut short is no address any more, and half of one tells enough.
  for (const text of ["of jo4711@exam…", "of 192.0.2…", "of 2001:db8…", "of jo%40exam…"]) {
    assertMatch(redactor.written(text), /^of anon-[\w-]{16}$/);
  }
  // A value in one cell of a table is not named by the cell before.
  for (const text of ["user\tjo", "mobile\t1735689600000", "token:\nabc"]) {
    assertEquals(redactor.written(text), text);
  }
});

Deno.test("a long text takes no time to speak of", () => {
  for (
    const part of [
      "abcdefgh.",
      "a:",
      "a@",
      "user ",
      "//",
      "%40",
      "1.",
      "a-b_",
      "=",
      "?a=",
      "eyJ",
      "user:[",
    ]
  ) {
    const text = part.repeat(100_000);
    assertEquals(typeof redactor.text(text), "string");
    assertEquals(typeof redactor.written(text), "string");
  }
  const long = 200_000;
  for (const text of [`user:[${'\\"'.repeat(long)}`, `user=${".".repeat(long)}x`]) {
    assertEquals(typeof redactor.written(text), "string");
  }
});

Deno.test("what the client says of a wrong base URL or of an option stays as it is written", () => {
  for (
    const text of [
      "There is nothing at this URL (HTTP 404): the operator of this server must check the URL",
      "The API refused the key pair: the operator of this server must set CONVIVA_CLIENT_ID",
    ]
  ) assertEquals(redactor.written(text), text);
});
