import { CONTENT } from "../../gen/endpoints.ts";
import { assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { sessionKey } from "../../src/session/session_key.ts";

const id = fc.option(
  fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom("c", "s", "1", ":") }),
  {
    nil: undefined,
  },
);
const sessionId = fc.string({
  minLength: 1,
  maxLength: 3,
  unit: fc.constantFrom("c", "s", "1", ":"),
});
const ids = fc.record({ client_id: id, session_id: sessionId });

Deno.test("sessionKey() is the same for the same ids and different for different ones", () => {
  fc.assert(
    fc.property(ids, ids, (a, b) => {
      const isSame = a.client_id === b.client_id && a.session_id === b.session_id;
      assertEquals(sessionKey(a, CONTENT) === sessionKey({ ...b, asset: "x" }, CONTENT), isSame);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("sessionKey() does not take sessions for one that start in different seconds", () => {
  const at = (startMs: number | null) =>
    sessionKey(
      { client_id: "c", session_id: "c", session_start_timestamp_ms: startMs as number },
      CONTENT,
    );
  assertEquals(at(1_764_000_000_000), at(1_764_000_000_999), "it may have come in whole seconds");
  assertNotEquals(at(1_764_000_000_999), at(1_764_000_001_000));
  assertNotEquals(at(1_764_000_000_000), at(null));
});

Deno.test("sessionKey() knows a session without a session id by all that it says, in any order", () => {
  for (const client of [{}, { client_id: "c" }, { client_id: "c", session_id: "" }]) {
    const session = { ...client, asset: "A", sid: "1", network_info: { isp: "I", asn: "1" } };
    const reordered = { network_info: { asn: "1", isp: "I" }, sid: "1", asset: "A", ...client };
    assertEquals(sessionKey(session, CONTENT), sessionKey(reordered, CONTENT));
    assertEquals(
      sessionKey(session, CONTENT),
      sessionKey({ ...session, stream_url: null }, CONTENT),
    );
    assertNotEquals(sessionKey(session, CONTENT), sessionKey({ ...session, asset: "B" }, CONTENT));
    assertNotEquals(sessionKey(session, CONTENT), sessionKey({ ...session, sid: "2" }, CONTENT));
    assertNotEquals(
      sessionKey(session, CONTENT),
      sessionKey({ ...session, client_id: "other" }, CONTENT),
    );
  }
  assertNotEquals(sessionKey({}, CONTENT), sessionKey({ session_id: "1" }, CONTENT));
});
