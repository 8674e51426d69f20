import { CONTENT } from "../../../gen/endpoints.ts";
import { sessionKey } from "../../../src/session/session_key.ts";
import type { Session } from "../../../src/session/session.ts";
import { assertEquals } from "@std/assert";
import { endToCheck, halfToCheck, judgeByHalf } from "../../../src/slicing/answer/half_check.ts";
import type { WindowShape } from "../../../src/slicing/axis/window_shape.ts";
import { EMPTY_PAGE } from "../../../src/session/decode/decoded_page.ts";

/** The shape of an answer with sessions at these offsets of a window of 1000 ms. */
function shapeOf(offsetsMs: readonly number[], spanning = 0): WindowShape {
  return {
    fromMs: 0,
    toMs: 1000,
    records: offsetsMs.length,
    entriesMs: Float64Array.from(offsetsMs),
    carried: 0,
    leaving: 0,
    spanning,
  };
}
const keyOf = (session: Session) => sessionKey(session, CONTENT);
const range = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => from + index);
const pageOf = (ids: readonly number[]) => ({
  ...EMPTY_PAGE,
  sessions: ids.map((id) => ({ session_id: String(id), client_id: "viewer" })),
});
const even = shapeOf(range(0, 200).map((number) => number * 5));
const whole = { page: pageOf(range(0, 200)), length: 200, shape: even };
/** Judges the answer of 200 sessions by a half that brought these. */
const judge = (ids: readonly number[], changes = {}) =>
  judgeByHalf(
    whole,
    { page: pageOf(ids), length: ids.length, isLacking: false, ...changes },
    keyOf,
  );

Deno.test("a half that brings the same sessions shows that an answer was whole", () => {
  assertEquals(judge(range(0, 100)), "whole");
  assertEquals(judge(range(100, 200)), "whole");
});

Deno.test("a half that brings many others shows that an answer was cut off", () => {
  assertEquals(judge([...range(0, 100), ...range(500, 506)]), "cut_off");
  assertEquals(judge(range(500, 700)), "cut_off");
});

Deno.test("a half that brings a few others, or too little, shows nothing", () => {
  assertEquals(judge([...range(0, 100), ...range(500, 505)]), "unclear", "they may be late");
  assertEquals(judge(range(0, 49)), "unclear", "nearly all sessions lie elsewhere");
  assertEquals(judge(range(0, 50)), "whole");
  assertEquals(judge(range(0, 200)), "unclear", "it may have been cut off at the same session");
  assertEquals(judge(range(0, 100), { isLacking: true }), "unclear");
});

Deno.test("one or two late sessions prove nothing of however short an answer", () => {
  const few = { page: pageOf(range(0, 20)), length: 20, shape: even };
  const verdict = (fresh: number) =>
    judgeByHalf(few, {
      page: pageOf([...range(0, 10), ...range(500, 500 + fresh)]),
      length: 10 + fresh,
      isLacking: false,
    }, keyOf);
  assertEquals([verdict(0), verdict(2), verdict(3)], ["whole", "unclear", "cut_off"]);
});

Deno.test("where all sessions run through the window, no part of it can tell", () => {
  const running = { ...whole, shape: { ...even, spanning: 200 } };
  const half = { page: pageOf(range(0, 200)), length: 200, isLacking: false };
  assertEquals(judgeByHalf(running, half, keyOf), "unknowable");
});

Deno.test("the half with fewer sessions for its width is asked: an end that was cut off lies in it", () => {
  const oldest = shapeOf(range(0, 200));
  assertEquals(halfToCheck(oldest, 100, 100), { fromMs: 100, toMs: 1000 });
  const newest = shapeOf(range(800, 1000));
  assertEquals(halfToCheck(newest, 900, 900), { fromMs: 0, toMs: 900 });
  assertEquals(halfToCheck(newest, 900, 800), { fromMs: 0, toMs: 900 }, "a round cut says less");
  assertEquals(halfToCheck(newest, 900, 890), { fromMs: 0, toMs: 890 });
});

Deno.test("the next window may take an end along only if the beginning is not empty", () => {
  assertEquals(endToCheck(even), 700);
  assertEquals(endToCheck(shapeOf(range(800, 1000))), undefined, "the beginning may be cut off");
  assertEquals(endToCheck(shapeOf(range(0, 200))), undefined, "the end is most of the window");
  assertEquals(endToCheck(shapeOf([])), undefined);
});
