import { assertEquals } from "@std/assert";
import { sentenceLines as terminalLines } from "../../cli/text/sentence_text.ts";
import { sentenceLines } from "../../mcp/render/sentence_lines.ts";
import { CONTENT, type Session } from "../../src/mod.ts";
import {
  checkQuery,
  noneSentences,
  seenValues,
  SHELL_SUGGESTIONS,
  TOOL_SUGGESTIONS,
} from "../../src/view/mod.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 18);

const session = (device_os: string, plan: string): Session => ({
  device_info: { device_os },
  custom_tags: { plan },
});

const SEEN = seenValues(
  [session("Android", "premium"), session("iOS", "free"), session("iOS", "free")],
  CONTENT,
);

/** What the shell and a tool say of a query that found nothing. */
function reasons(query: Record<string, unknown>) {
  const checked = checkQuery({ last: "1h", ...query }, {
    nowMs: NOW_MS,
    requests: "many",
    endpoint: CONTENT,
  });
  return {
    shell: terminalLines(noneSentences(checked, CONTENT, SEEN, SHELL_SUGGESTIONS)),
    tool: noneSentences(checked, CONTENT, SEEN, TOOL_SUGGESTIONS).flatMap(sentenceLines)
      .map(({ text }) => text),
  };
}

Deno.test("what was meant by a filter is told alone, as a filter in the shell and as a value to a tool", () => {
  assertEquals(reasons({ dimensions: { device_os: ["android", "iOS"] } }), {
    shell: [
      "No session seen lately has this value: device_os android; did you mean --filter " +
      "device_os=Android?",
    ],
    tool: [
      'No session seen lately has this value: device_os "android"; did you mean "Android"?',
    ],
  });
  assertEquals(reasons({ tags: { plan: "Premium" } }), {
    shell: [
      "No session seen lately has this value: plan Premium; did you mean --tag plan=premium?",
    ],
    tool: ['No session seen lately has this value: plan "Premium"; did you mean "premium"?'],
  });
  assertEquals(reasons({ tags: { Plan: "free" } }), {
    shell: [
      "No session seen lately has a tag of this name: Plan; did you mean --tag plan=free?",
    ],
    tool: ['No session seen lately has a tag of this name: "Plan"; did you mean "plan"?'],
  });
});

Deno.test("where nothing comes near, both say what there is, and then what holds for any account", () => {
  const { shell, tool } = reasons({ dimensions: { device_os: "Solaris" } });
  assertEquals(
    shell[0],
    "No session seen lately has this value: device_os Solaris; it had iOS and Android",
  );
  assertEquals(
    tool[0],
    'No session seen lately has this value: device_os "Solaris"; it had "iOS" and "Android"',
  );
  assertEquals(shell.slice(1), tool.slice(1));
  assertEquals(shell.length > 1, true);
});

Deno.test("a filter is not doubted that sessions match, or of which nothing was seen", () => {
  const doubted = (query: Record<string, unknown>) =>
    reasons(query).shell.filter((line) => line.startsWith("No session"));
  assertEquals(doubted({ dimensions: { device_os: "iOS" }, tags: { plan: "free" } }), []);
  assertEquals(doubted({ dimensions: { isp: "x" } }), []);
  const many = Array.from({ length: 9 }, (_, at) => `Solaris ${at} ${"x".repeat(100)}`);
  const lines = doubted({ dimensions: { device_os: many } });
  assertEquals(lines.length, 4);
  assertEquals(lines.every((line) => line.length < 250), true);
});
