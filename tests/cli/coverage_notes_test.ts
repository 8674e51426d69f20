import { assertEquals, assertStringIncludes } from "@std/assert";
import { coverageNotes } from "../../cli/sessions/coverage_notes.ts";
import type { Coverage } from "../../src/mod.ts";
import { coverageWith } from "../support/coverage.ts";

const notesOf = (part: Partial<Coverage>) => coverageNotes(coverageWith({ sessions: 20, ...part }));

Deno.test("what was whole and plain needs no note", () => {
  assertEquals(notesOf({}), []);
  assertEquals(notesOf({ unknownValues: { video_start_time_ms: 19 } }), []);
});

Deno.test("values that could not be read are said to be kept", () => {
  const [note] = notesOf({ unreadableFields: { interrupts: 1200 } });
  assertStringIncludes(note!, "interrupts (1,200)");
  assertStringIncludes(note!, "other_fields");
});

Deno.test("times that were converted, and what was noticed, are said", () => {
  assertEquals(
    notesOf({
      correctedUnits: { session_start_timestamp_ms: 20 },
      notices: [{ kind: "ids", subject: "session_id", message: "ids\x1b repeat" }],
    }),
    [
      "Some times came in another unit than milliseconds and were converted: " +
      "session_start_timestamp_ms (20)",
      "ids␛ repeat",
    ],
  );
});

Deno.test("a field that no session knows is named, also where sessions came twice", () => {
  const [note] = notesOf({ duplicates: 5, unknownValues: { interrupts: 25, playing_time_ms: 24 } });
  assertStringIncludes(note!, "No session says interrupts:");
});
