import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { fieldValue, type Session } from "../../src/mod.ts";
import { type PackedColumn, packSessions } from "../../report/data/pack_sessions.ts";
import { valueAt } from "../../report/page/sessions/session_rows.ts";
import { ENDPOINT } from "./support/sample_sessions.ts";

const TEXT = fc.oneof(fc.string(), fc.constantFrom("A", "B", "", "constructor", "1"));

const SESSION: fc.Arbitrary<Session> = fc.record({
  session_id: fc.string(),
  playing_time_ms: fc.oneof(fc.integer(), fc.constantFrom(null, NaN, Infinity)),
  is_video_start_failure: fc.constantFrom(true, false, null),
  video_start_failure_errors: fc.array(TEXT),
  network_info: fc.record({ cdn: TEXT }, { requiredKeys: [] }),
  custom_tags: fc.dictionary(fc.constantFrom("plan", "__proto__", "a.b"), TEXT),
  not_in_the_spec: fc.jsonValue(),
}, { requiredKeys: [] }) as fc.Arbitrary<Session>;

Deno.test("each value of each session is found again in the column of its field", () => {
  fc.assert(fc.property(fc.array(SESSION, { maxLength: 12 }), (sessions) => {
    const packed = packSessions(sessions, ENDPOINT);
    const column = (name: string) => packed.columns.find((one) => one.name === name);
    const shown = (name: string, row: number) => {
      const found = column(name);
      return found ? valueAt(found, row) : null;
    };
    sessions.forEach((session, row) => {
      assertEquals(shown("session_id", row), session.session_id || null);
      const time = session.playing_time_ms;
      assertEquals(shown("playing_time_ms", row), Number.isFinite(time) ? time : null);
      assertEquals(
        shown("is_video_start_failure", row),
        session.is_video_start_failure ?? null,
      );
      assertEquals(shown("cdn", row), fieldValue(session, "network_info.cdn") || null);
      for (const [tag, value] of Object.entries(session.custom_tags ?? {})) {
        assertEquals(shown(`custom_tags.${tag}`, row), value || null);
      }
    });
    assertEquals(JSON.parse(JSON.stringify(packed)), packed, "it survives JSON");
  }));
});

Deno.test("a value that comes again takes no space again, and a column without values none", () => {
  const sessions = ["A", "B", "A", "A"].map((cdn) => ({ customer: "X", network_info: { cdn } }));
  const { columns } = packSessions(sessions, ENDPOINT);
  const named = (name: string): PackedColumn | undefined =>
    columns.find((column) => column.name === name);
  assertEquals(named("cdn")?.values, ["A", "B"]);
  assertEquals(named("cdn")?.codes, [0, 1, 0, 0]);
  assertEquals(named("isp"), undefined);
  assertEquals(named("other_fields")?.codes, undefined, "all rows have the first");
});
