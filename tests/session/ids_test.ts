import { CONTENT } from "../../gen/endpoints.ts";
import { assertEquals, assertNotEquals } from "@std/assert";
import { decodePage } from "../../src/session/decode/decode_page.ts";
import { sessionKey } from "../../src/session/session_key.ts";

const decode = (records: unknown[]) => decodePage(JSON.stringify(records), CONTENT);
const distinct = (records: unknown[]) =>
  new Set(decode(records).sessions.map((session) => sessionKey(session, CONTENT))).size;
const times = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));

Deno.test("sessions whose id is missing, empty or named otherwise are not one a client", () => {
  const ids = [{}, { session_id: null }, { session_id: "" }];
  for (const id of ids) {
    const records = times(1000, (at) => ({ client_id: `c${at % 100}`, ...id, sid: at }));
    assertEquals(distinct(records), 1000);
    assertEquals(distinct([...records, ...records]), 1000);
  }
});

Deno.test("an id that was not decoded is unreadable, so that different ones are not the same", () => {
  for (
    const [one, other] of [["a\ufffd", "b\ufffd"], ["a\ufffd", "a\ufffd"], ["\ud83d", "\ud83e"]]
  ) {
    for (const name of ["client_id", "session_id"]) {
      const records = [one, other].map((id, at) => ({
        session_id: "1",
        [name]: id,
        asset: `${at}`,
      }));
      const page = decode(records);
      assertEquals(page.unreadableFields, { [name]: 2 });
      assertEquals(page.sessions.map((session) => session[name]), [null, null]);
      if (name === "session_id") assertEquals(distinct(records), 2);
    }
  }
});

Deno.test("halves of characters are kept visibly, so that no storage makes them the same", () => {
  const { sessions } = decode([{ session_id: "x\ud83d" }, { session_id: "\ude00x" }]);
  assertEquals(sessions.map(({ other_fields }) => other_fields), [
    { session_id: "x\\ud83d" },
    { session_id: "\\ude00x" },
  ]);
  assertNotEquals(sessionKey(sessions[0]!, CONTENT), sessionKey(sessions[1]!, CONTENT));
  assertEquals(decode([{ session_id: "x😀" }]).unreadableFields, {}, "a whole character is fine");
});

Deno.test("ids that most sessions share with others are told and not believed", () => {
  const records = times(
    100,
    (at) => ({ client_id: "c", session_id: `${at % 10}`, asset: `${at}` }),
  );
  const page = decode(records);
  assertEquals(page.notices.map(({ kind, subject }) => [kind, subject]), [["ids", "session_id"]]);
  assertEquals(distinct(records), 100);
  assertEquals(page.sessions[11], {
    client_id: "c",
    session_id: null as never,
    asset: "11",
    other_fields: { session_id: "1" },
  });
});

Deno.test("ids are believed where the records repeat exactly, or most are different", () => {
  const session = (id: number) => ({ client_id: "c", session_id: `${id}`, asset: `${id}` });
  const repeats = times(100, (at) => session(at % 10));
  assertEquals([decode(repeats).notices, distinct(repeats)], [[], 10]);
  const few = times(100, (at) => ({ ...session(at % 60), asset: `${at}` }));
  assertEquals([decode(few).notices, distinct(few)], [[], 60]);
  const both = [
    ...times(90, (at) => session(at % 30)),
    ...times(5, (at) => ({ ...session(at), asset: "x" })),
  ];
  assertEquals([decode(both).notices, distinct(both)], [[], 30]);
  const clients = times(100, (at) => ({ client_id: `c${at}`, session_id: "1" }));
  assertEquals([decode(clients).notices, distinct(clients)], [[], 100]);
  const small = times(9, (at) => ({ session_id: "1", asset: `${at}` }));
  assertEquals(decode(small).notices, []);
});
