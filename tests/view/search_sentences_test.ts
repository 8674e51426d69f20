import { assertEquals } from "@std/assert";
import { columnTitle } from "../../cli/sessions/session_cell_text.ts";
import { sentenceLines as terminalLines } from "../../cli/text/sentence_text.ts";
import { sentenceLines } from "../../mcp/render/sentence_lines.ts";
import { CONTENT } from "../../src/mod.ts";
import {
  fieldColumn,
  hasAllSessions,
  limitSentence,
  matchedSentence,
  noSpaceSentence,
  notFoundSentences,
  orderedSentence,
  rowsLeftOutSentence,
  type Sentence,
  unitName,
} from "../../src/view/mod.ts";
import { coverageWith } from "../support/coverage.ts";

const START_MS = Date.UTC(2026, 10, 22, 17);
const RANGE = { startMs: START_MS, endMs: START_MS + 3_600_000 };

const toolLines = (sentence: Sentence) => sentenceLines(sentence).map(({ text }) => text);

Deno.test("columns without space are named, and of many the rest is counted", () => {
  const line = (titles: string[]) => terminalLines([noSpaceSentence(titles, "ask for fewer")])[0];
  assertEquals(line(["a"]), "No space for: a; ask for fewer");
  assertEquals(line(["a", "b", "c"]), "No space for: a, b and c; ask for fewer");
  const titles = ["a", "b", "c", "d", "e", "f"];
  assertEquals(line(titles), "No space for: a, b, c, d, e and f; ask for fewer");
  assertEquals(line([...titles, "g"]), "No space for: a, b, c, d, e and 2 more; ask for fewer");
});

Deno.test("how many sessions matched is exact only where every session of the range was read", () => {
  const told = (matched: number, parts: Parameters<typeof coverageWith>[0]) => {
    const coverage = coverageWith({ range: RANGE, ...parts });
    const sentence = matchedSentence(matched, coverage, RANGE, "ask on");
    assertEquals(hasAllSessions(coverage), !toolLines(sentence)[0]!.startsWith("At least"));
    return toolLines(sentence)[0];
  };
  assertEquals(told(1, {}), "1 session matched in the whole range");
  assertEquals(
    told(2, { unreadableFields: { asset: 1 } }),
    "2 sessions matched in the whole range",
  );
  assertEquals(
    told(2, { unreadableRecords: 1 }),
    "At least 2 sessions matched: a part is missing, see Coverage",
  );
  assertEquals(
    told(2000, { limitReached: true }),
    "At least 2000 sessions matched: only 2026-11-22T17:00:00Z to 2026-11-22T18:00:00Z was read; " +
      "ask on",
  );
});

Deno.test("what is said of limits, lengths and orders is the same in every front end", () => {
  for (
    const sentence of [limitSentence("ask for more"), rowsLeftOutSentence(2), orderedSentence(2)]
  ) {
    assertEquals(terminalLines([sentence]), toolLines(sentence));
  }
  assertEquals(toolLines(rowsLeftOutSentence(1)), ["1 row left out for length"]);
});

Deno.test("who looks for a session hears where it was looked for", () => {
  const [, aroundStart] = notFoundSentences("{}").flatMap(toolLines);
  const [notFound, lastDay] = notFoundSentences('{"session_id":"1"}', 86_400_000).flatMap(
    toolLines,
  );
  assertEquals(notFound, 'No session with these ids was found: {"session_id":"1"}');
  assertEquals(aroundStart!.includes("surroundings of this start"), true);
  assertEquals(lastDay, "Only the last 1d was searched: give the start of the session");
});

Deno.test("every unit of the spec has a name, and a heading where values do not say it", () => {
  const headings = CONTENT.fields.filter(({ unit }) => unit !== undefined).map((field) => {
    const { title } = fieldColumn(field, CONTENT);
    return [
      field.unit,
      unitName(field.unit),
      columnTitle(fieldColumn(field, CONTENT)).slice(title.length),
    ];
  });
  assertEquals(Object.fromEntries(headings.map(([unit, ...names]) => [unit, names])), {
    epoch_ms: ["UTC", " (UTC)"],
    ms: ["ms", ""],
    bps: ["bps", " Mbps"],
    fps: ["fps", " fps"],
    percent: ["%", " %"],
    count: ["", ""],
  });
});
