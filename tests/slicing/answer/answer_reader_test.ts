import { assertEquals } from "@std/assert";
import { CONTENT } from "../../../gen/endpoints.ts";
import { AnswerReader } from "../../../src/slicing/answer/answer_reader.ts";
import { MoreClaims } from "../../../src/slicing/answer/more_claims.ts";
import { ResponseCut } from "../../../src/slicing/answer/response_cut.ts";
import { RoundingWatch } from "../../../src/slicing/answer/rounding_watch.ts";
import { TimeAxis } from "../../../src/slicing/axis/time_axis.ts";
import { Segment } from "../../../src/slicing/queue/segment.ts";
import { EMPTY_PAGE } from "../../../src/session/decode/decoded_page.ts";

const START_MS = Date.parse("2026-11-22T12:00:00Z");
const range = { startMs: START_MS, endMs: START_MS + 3000 };
/** Sessions 0 to 95 start within the first second, those from 96 on within the second one. */
const pageOf = (ids: readonly number[]) => ({
  ...EMPTY_PAGE,
  sessions: ids.map((id) => ({
    session_id: String(id),
    client_id: "viewer",
    session_start_timestamp_ms: START_MS + (id < 96 ? 900 : 1900),
  })),
});
const from = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

/** What a half of a window shows of its answer, when a wider window had brought some sessions. */
function check(known: readonly number[], answer: readonly number[], half: readonly number[]) {
  const axis = new TimeAxis(range, "oldest", CONTENT);
  const responseCut = new ResponseCut(CONTENT.limits);
  const habits = { responseCut, rounding: new RoundingWatch(), moreClaims: new MoreClaims() };
  const reader = new AnswerReader({ axis, range, minWindowMs: 1, ...habits });
  const segment = new Segment(0, 3000, undefined);
  Object.assign(segment, { limit: 1500, known: pageOf(known).sessions });
  const whole = reader.read(segment, range, pageOf(answer), range.endMs);
  assertEquals(whole.verdict.kind, "suspect");
  const stretch = { fromMs: 1500, toMs: 3000 };
  const verdict = reader.readHalf(whole, stretch, axis.windowOf(stretch), pageOf(half));
  return [verdict, responseCut.sessions, whole.page.sessions.length];
}

Deno.test("an answer is checked by what came with it, not by what an earlier one had of its window", () => {
  const first = [...from(0, 68), ...from(96, 32)];
  const second = [...from(20, 68), ...from(110, 32)];
  const half = from(96, 46);
  assertEquals(check([], first, half), ["cut_off", 100, 100]);
  assertEquals(check(second, first, half), ["cut_off", 100, 134], "both together have the half");
});

Deno.test("what came before and did not come again is no proof of a cut", () => {
  const answer = [...from(0, 68), ...from(96, 32)];
  assertEquals(check(from(90, 6), answer, from(96, 32)), ["whole", Infinity, 106]);
});
