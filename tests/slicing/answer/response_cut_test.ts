import { assertEquals } from "@std/assert";
import { CONTENT } from "../../../gen/endpoints.ts";
import type { Expectation } from "../../../src/slicing/forecast/expectation.ts";
import { ResponseCut } from "../../../src/slicing/answer/response_cut.ts";

const limit = CONTENT.limits.maxSessions;
const expecting = (sessions: number): Expectation => ({
  sessions,
  noiseVariance: sessions,
  modelVariance: 0,
  usualSessions: sessions,
});
/** Takes in an answer, and says whether it is suspected. */
const take = (cut: ResponseCut, length: number, expected?: Expectation) => {
  cut.learn(length, limit);
  return cut.suspects({ length, limit, expected });
};
const described = (length: number) => () => ({
  window: { startMs: 0, endMs: length },
  length,
  keys: new Set<string>(),
});

Deno.test("a first answer near the limit is suspected, unless its neighbours explain it", () => {
  assertEquals(take(new ResponseCut(CONTENT.limits), 1489), true);
  assertEquals(take(new ResponseCut(CONTENT.limits), 1061), true);
  assertEquals(take(new ResponseCut(CONTENT.limits), 1049), false);
  assertEquals(take(new ResponseCut(CONTENT.limits), 1211, expecting(1211)), false);
  assertEquals(take(new ResponseCut(CONTENT.limits), 1421, expecting(1421)), true);
});

Deno.test("answers of exactly the limit make lower ones believable, but for those next to it", () => {
  const cut = new ResponseCut(CONTENT.limits);
  for (const [next, below] of [[1480, 1479], [1490, 1489], [1495, 1494]] as const) {
    cut.learn(limit, limit);
    assertEquals([take(cut, next), take(cut, below)], [true, false]);
  }
  for (let whole = 1; whole <= 3; whole++) cut.learnWhole(1497);
  assertEquals(take(cut, 1498), false);
});

Deno.test("lengths close together are suspected wherever they lie, ever more seldom", () => {
  const cut = new ResponseCut(CONTENT.limits);
  const suspected: number[] = [];
  for (let answer = 1; answer <= 130; answer++) {
    if (!take(cut, 601 + (answer * 7) % 13)) continue;
    suspected.push(answer);
    cut.learnWhole(612);
    cut.learnWhole(613);
  }
  assertEquals(suspected.length <= 4, true, String(suspected));
  assertEquals(suspected.includes(125) || suspected.includes(25), true, String(suspected));
});

Deno.test("a short length that is no round number is suspected when chance does not repeat it so often", () => {
  for (
    const [length, times] of [[20, 4], [37, 4], [75, 4], [90, 3], [199, 3], [200, 1], [201, 2]]
  ) {
    const cut = new ResponseCut(CONTENT.limits);
    const first = Array.from({ length: 9 }, () => take(cut, length!)).indexOf(true) + 1;
    assertEquals([length, first], [length, times]);
  }
  const few = new ResponseCut(CONTENT.limits);
  assertEquals(Array.from({ length: 20 }, () => take(few, 19)).includes(true), false);
});

Deno.test("the shortest answer that was cut is the limit, and lengths within chance below are checked", () => {
  const cut = new ResponseCut(CONTENT.limits);
  take(cut, 1493);
  cut.learnCutOff(1493);
  assertEquals([cut.sessions, cut.safeSessions], [1493, 1493]);
  assertEquals([take(cut, 1485), take(cut, 1470)], [true, false]);
  take(cut, 1496);
  cut.learnCutOff(1485);
  assertEquals(cut.sessions, 1485);
  assertEquals(cut.safeSessions < 1485, true, "windows keep clear of where chance may cut");
  assertEquals(cut.notices.map(({ kind, value }) => [kind, value]), [["cut_off", 1485]]);
});

Deno.test("a maximum that comes again and again needs no checks below it, until one exceeds it", () => {
  const cut = new ResponseCut(CONTENT.limits);
  for (let times = 1; times <= 6; times++) take(cut, 733);
  cut.learnCutOff(733);
  assertEquals(take(cut, 730), false);
  assertEquals(cut.safeSessions, 733);
  take(cut, 735);
  assertEquals(take(cut, 730), true);
  assertEquals(cut.safeSessions < 733, true);
});

Deno.test("an answer far above a cut shows that the cut is gone", () => {
  const cut = new ResponseCut(CONTENT.limits, 700);
  assertEquals(cut.sessions, 700);
  cut.learn(900, limit);
  assertEquals([cut.sessions, cut.notices], [Infinity, []]);
});

Deno.test("what went out before a cut was proven comes back if it may have been cut", () => {
  const cut = new ResponseCut(CONTENT.limits);
  for (const length of [300, 1400, 1410]) {
    cut.learn(length, limit);
    cut.deliver(length, limit, described(length));
  }
  cut.learnCutOff(1405);
  assertEquals(cut.takeLate().map(({ length }) => length), [1400, 1410]);
  assertEquals(cut.takeLate(), []);
});

Deno.test("the evidence of an answer says what it rests on", () => {
  const cut = new ResponseCut(CONTENT.limits);
  const evidence = (length: number, expected?: Expectation, isWhole = false) =>
    cut.evidenceOf({ length, limit, expected, isWhole });
  assertEquals(evidence(10), "short");
  assertEquals(evidence(1200, expecting(1200)), "density");
  assertEquals(evidence(1450, undefined, true), "asked_again");
  cut.learn(limit, limit);
  assertEquals(evidence(1450), "exact_limit");
});
