import { assertEquals } from "@std/assert";
import { type AnswerFacts, judgeAnswer } from "../../../src/slicing/answer/judge_answer.ts";

const HOUR_MS = 3_600_000;

/** A short answer to an hour, with nothing that speaks against it. */
const facts: AnswerFacts = {
  length: 700,
  limit: 1500,
  fullLength: 1500,
  isLacking: false,
  more: undefined,
  roundingUnitMs: 0,
  isSuspected: false,
  evidence: "short",
  shape: {
    fromMs: 0,
    toMs: HOUR_MS,
    records: 700,
    entriesMs: Float64Array.from({ length: 700 }, (_, i) => i * 5000),
    carried: 0,
    leaving: 0,
    spanning: 0,
  },
  widthMs: HOUR_MS,
  minWindowMs: 1,
  isFinestUnit: false,
};
const spanning = { ...facts.shape, spanning: 700 };
const judge = (changes: Partial<AnswerFacts>) => judgeAnswer({ ...facts, ...changes });
const kindOf = (changes: Partial<AnswerFacts>) => judge(changes).kind;
const claim = (verdict: "split" | "ask_again" | "believe") => ({
  more: { words: "has_more: true", verdict },
});

Deno.test("an answer is whole only if nothing speaks against it, and says what shows it", () => {
  assertEquals(judge({}), { kind: "whole", evidence: "short" });
  assertEquals(judge({ evidence: "density" }), { kind: "whole", evidence: "density" });
  assertEquals(kindOf({ isSuspected: true }), "suspect");
  assertEquals(judge({ roundingUnitMs: 60_000 }), { kind: "rounded", unitMs: 60_000 });
  assertEquals(kindOf({ isLacking: true }), "full");
  assertEquals(kindOf({ length: 1500 }), "full");
  assertEquals(kindOf({ length: 1499 }), "whole");
  assertEquals(kindOf({ fullLength: 700 }), "full", "a cut below the limit counts as the limit");
});

Deno.test("what is surely cut off is split before its edges or its length are wondered at", () => {
  const doubts = { isSuspected: true, roundingUnitMs: 1000 };
  assertEquals(judge({ ...doubts, length: 1500 }), { kind: "full", sign: "length" });
  assertEquals(judge({ ...doubts, ...claim("split") }), { kind: "full", sign: "claim" });
  assertEquals(kindOf(doubts), "rounded", "a wider window tells about the length as well");
});

Deno.test("an answer with no or few sessions that says there is more is split, whatever they span", () => {
  const none = { ...facts.shape, records: 0, entriesMs: new Float64Array() };
  const few = { ...none, records: 1, spanning: 1 };
  for (const shape of [none, few]) {
    const length = shape.records;
    assertEquals(judge({ length, shape, ...claim("split") }), { kind: "full", sign: "claim" });
  }
});

Deno.test("a full answer that no shorter window helps is short, with the reason", () => {
  const causeOf = (changes: Partial<AnswerFacts>) => {
    const verdict = judge(changes);
    return verdict.kind === "in_vain" ? [verdict.cause, verdict.reason] : verdict.kind;
  };
  assertEquals(causeOf({ length: 1500, shape: spanning }), ["spanning", "saturated"]);
  assertEquals(causeOf({ length: 1500, widthMs: 1 }), ["smallest", "saturated"]);
  assertEquals(causeOf({ length: 1500, widthMs: 2 }), "full");
  assertEquals(causeOf({ length: 1500, isFinestUnit: true }), ["smallest", "saturated"]);
  assertEquals(causeOf({ ...claim("split"), widthMs: 1 }), ["smallest", "partial"]);
  assertEquals(causeOf(claim("believe")), ["claim", "partial"]);
  assertEquals(causeOf(claim("ask_again")), "ask_again");
});

Deno.test("the words of a gap are the API's own, or name the number and the width", () => {
  const messageOf = (changes: Partial<AnswerFacts>) => {
    const verdict = judge(changes);
    return verdict.kind === "in_vain" ? verdict.message : "";
  };
  assertEquals(messageOf(claim("believe")), "has_more: true");
  assertEquals(
    messageOf({ length: 1500, widthMs: 500, minWindowMs: 1000 }),
    "The response was full with 1500 sessions in a window of the smallest width, 1000 ms",
  );
  assertEquals(messageOf({ fullLength: 700, shape: spanning }).includes("700 (where"), true);
});
