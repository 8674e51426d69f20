import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { embedJson } from "../../report/data/embed_json.ts";
import { reportPage } from "../../report/mod.ts";
import { coverageWith } from "../support/coverage.ts";
import { browserTest } from "./support/browser.ts";
import { sampleDiagnosis } from "./support/sample_diagnosis.ts";
import { diagnosisReport, sessionsReport } from "./support/sample_reports.ts";

/** What a device may call its video. */
const HOSTILE = [
  "<script>globalThis.harm = 1</script>",
  "</script><img src=x onerror='globalThis.harm = 1'>",
  "<!-- <script>",
  "]]>\u2028globalThis.harm = 1\u2029",
  "\u202egnp.exe\u2066",
  "javascript:globalThis.harm=1",
  "${globalThis.harm = 1}",
  "$& $` $' $1",
  "__proto__",
  "x".repeat(10_000),
  "\ud800 half a character",
];

const hostileSessions = HOSTILE.map((asset, index) => ({
  session_id: String(index),
  client_id: "1",
  session_start_timestamp_ms: 8.7e15 * (index % 2) + index,
  session_end_timestamp_ms: 9e15,
  asset,
  custom_tags: { [asset]: asset },
  is_video_start_failure: index === 1,
}));

Deno.test("embedded JSON reads as the same value, and nothing in it ends its element", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const text = embedJson(value);
    assertEquals(JSON.parse(text), JSON.parse(JSON.stringify(value)));
    assert(!/[<>\u2028\u2029]/.test(text));
  }));
  assertEquals(JSON.parse(embedJson(HOSTILE)), HOSTILE);
});

Deno.test("a page runs one script and takes one style, and its policy allows no other source", () => {
  const html = reportPage(diagnosisReport());
  const [policy] = /(?<=Content-Security-Policy" content=")[^"]+/.exec(html) ?? [];
  assertEquals(policy!.replace(/sha256-[\w+/=]{44}/g, "hash").split("; "), [
    "default-src 'none'",
    "script-src 'hash'",
    "style-src 'hash'",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  assert(
    !/\b(?:eval|Function)\(|innerHTML\s*=[^=]\s*[^e]|https?:\/\/(?!www\.w3\.org)/.test(
      html.slice(html.lastIndexOf("<script>")).replace(/\w+\.innerHTML=\w\.__html/g, ""),
    ),
  );
});

browserTest(
  "what others call their videos and tags is shown as text, whatever it is",
  async (open) => {
    const report = sessionsReport("viewer", {
      sessions: hostileSessions,
      coverage: coverageWith({ sessions: HOSTILE.length, range: { startMs: 0, endMs: 1000 } }),
    });
    const { page, messages, requests } = await open(report, { width: 1920 });
    for (const [index, text] of HOSTILE.entries()) {
      await page.locator(`[data-position="${index}"]`).click();
      const details = await page.locator("dialog dd").allInnerTexts();
      const shown = text.replace(
        /[\u2028\u2029\u202e\u2066]/g,
        (character) => `\u27e8U+${character.charCodeAt(0).toString(16).toUpperCase()}\u27e9`,
      );
      assert(
        details.includes(shown.toWellFormed()),
        `${index}: ${details.join(" | ").slice(0, 300)}`,
      );
      await page.keyboard.press("Escape");
    }
    assertEquals(await page.evaluate("globalThis.harm"), undefined);
    assertEquals(await page.locator("img").count(), 0);
    assertEquals(await page.evaluate("document.documentElement.scrollWidth"), 1920);
    assertEquals([messages, requests], [[], []]);
  },
);

browserTest("a cause with a hostile value neither runs nor breaks the page", async (open) => {
  const diagnosis = sampleDiagnosis();
  const [problem] = diagnosis.problems;
  const { page, messages } = await open(
    diagnosisReport({
      ...diagnosis,
      problems: [{
        ...problem!,
        causes: HOSTILE.map((asset) => ({ ...problem!.causes[0]!, where: { asset } })),
      }],
    }),
    { width: 360 },
  );
  assertStringIncludes(await page.locator(".ranked").innerText(), HOSTILE[0]!);
  assertEquals(await page.evaluate("globalThis.harm"), undefined);
  assertEquals(await page.evaluate("document.documentElement.scrollWidth"), 360);
  assertEquals(messages, []);
});
