import { assertEquals, assertStringIncludes } from "@std/assert";
import { sentenceLines as terminalLines } from "../../cli/text/sentence_text.ts";
import { sentenceLines } from "../../mcp/render/sentence_lines.ts";
import { CONTENT } from "../../src/mod.ts";
import {
  checkQuery,
  noneSentences,
  SAMPLE_SENTENCE,
  sampleSentences,
  SHELL_SAMPLE,
  SHELL_SUGGESTIONS,
  TOOL_SAMPLE,
} from "../../src/view/mod.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 18);

const checked = (query: Record<string, unknown>) =>
  checkQuery({ last: "1h", ...query }, { nowMs: NOW_MS, requests: "many", endpoint: CONTENT });

const SAMPLE = "A sample of the sessions that have ended, which is what the API returns";

const none = (query: Record<string, unknown>) =>
  noneSentences(checked(query), CONTENT, undefined, SHELL_SUGGESTIONS);

const inAnswer = (order: "newest" | "oldest" | "value", query = {}) =>
  sampleSentences(checked(query), CONTENT, order, TOOL_SAMPLE).flatMap(sentenceLines);

Deno.test("a sample is called one in all front ends, in the same words", () => {
  assertEquals(terminalLines([SAMPLE_SENTENCE]), [SAMPLE]);
  assertEquals(
    terminalLines(sampleSentences(checked({}), CONTENT, "newest", SHELL_SAMPLE)),
    [SAMPLE],
  );
  assertEquals(inAnswer("newest")[0]!.text, SAMPLE);
});

Deno.test("a model is told why no rate follows from the rows, by their order, and what to do", () => {
  for (
    const [order, why] of [
      ["newest", "the newest: short sessions end first. Divide counts"],
      ["oldest", "the oldest. Divide counts"],
      ["value", "picked by their order. Divide counts"],
    ] as const
  ) {
    const [, rate] = inAnswer(order);
    assertStringIncludes(rate!.text, `Compute no rate from these rows, which are ${why}`);
    assertEquals(rate!.isOwn, true);
  }
});

Deno.test("sessions that are picked by how they went are called so, with the filter", () => {
  const query = { is_video_start_failure: true };
  const said = "A sample of the sessions that have ended, picked by how they went " +
    "(is_video_start_failure): no rate follows from them";
  assertEquals(
    terminalLines(sampleSentences(checked(query), CONTENT, "newest", SHELL_SAMPLE)),
    [said],
  );
  assertEquals(
    inAnswer("newest", query).map(({ text }) => text),
    [`${said}, but from the counts with and without this filter`],
  );
});

Deno.test("of nothing found, only what may be the reason is said", () => {
  const codes = (query: Record<string, unknown>) => none(query).map(({ code }) => code);
  assertEquals(codes({}), ["range"]);
  assertEquals(codes({ is_video_start_failure: true }), ["range", "rare"]);
  assertEquals(codes({ dimensions: { cdn: ["x"] } }), ["case", "rare"]);
  assertEquals(codes({ tags: { plan: "x" }, is_video_start_failure: true, last: "5m" }), [
    "case",
    "all_match",
    "range",
    "rare",
  ]);
  assertEquals(terminalLines(none({ last: "5m" })), [
    "Sessions are listed when they have ended; a range longer than 5 m 00 s may have some",
  ]);
  assertEquals(terminalLines(none({ last: "31d" })), [
    "Sessions are listed when they have ended",
  ]);
});
