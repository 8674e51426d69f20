import { assertEquals, assertMatch } from "@std/assert";
import axe from "axe-core";
import { browserTest, type OpenedReport } from "./support/browser.ts";
import { sampleDiagnosis } from "./support/sample_diagnosis.ts";
import { sampleSessions } from "./support/sample_sessions.ts";
import {
  comparisonReport,
  diagnosisReport,
  INCOMPLETE,
  NO_SESSIONS,
  sessionsReport,
  summaryReport,
  tooFewReport,
} from "./support/sample_reports.ts";

const evening = await sampleSessions("2026-11-22T20:00Z", "2026-11-22T23:00Z");
const dayBefore = await sampleSessions("2026-11-21T20:00Z", "2026-11-21T23:00Z");
const few = { ...evening, sessions: evening.sessions.slice(0, 12) };

/** Every kind of answer, whole, empty, too small and with a gap. */
const REPORTS = {
  "a diagnosis": diagnosisReport(),
  "a diagnosis with a gap": diagnosisReport({ ...sampleDiagnosis(), coverage: INCOMPLETE }),
  "a diagnosis of too few sessions": tooFewReport(),
  "a comparison": await comparisonReport(evening, dayBefore),
  "a comparison with nothing": await comparisonReport(evening, NO_SESSIONS),
  "a summary by groups": await summaryReport(evening, { by: ["cdn", "device_os"] }),
  "a summary of small groups": await summaryReport(few, { by: ["cdn"] }),
  "a summary over time": await summaryReport(evening, { everyMs: 600_000 }),
  "a summary of groups over time": await summaryReport(evening, {
    by: ["cdn"],
    everyMs: 600_000,
  }),
  "a summary of nothing": await summaryReport(NO_SESSIONS, { by: ["cdn"] }),
  "sessions": sessionsReport("search", evening),
  "no sessions": sessionsReport("search", NO_SESSIONS),
  "sessions with a gap": sessionsReport("search", { ...few, coverage: INCOMPLETE }),
  "a viewer's sessions": sessionsReport("viewer", few),
  "a viewer without sessions": sessionsReport("viewer", NO_SESSIONS),
};

/** Those that show all that a kind of answer can have. */
const WHOLE = [
  "a diagnosis with a gap",
  "a comparison",
  "a summary by groups",
  "a summary of groups over time",
  "sessions with a gap",
  "a viewer's sessions",
];

browserTest(
  "every kind of answer is drawn, asks no network and writes nothing to the console",
  async (open) => {
    for (const [name, report] of Object.entries(REPORTS)) {
      const { page, messages, requests } = await open(report);
      assertMatch(await page.locator("h1").innerText(), /\w/, name);
      assertEquals(await page.locator("h2", { hasText: "Coverage" }).count(), 1, name);
      assertEquals(await page.locator("text=/undefined|NaN|Infinity|\\[object/").count(), 0, name);
      assertEquals([messages, requests], [[], []], name);
      await page.context().close();
    }
  },
);

browserTest("axe finds nothing to object to, in light and in dark", async (open) => {
  for (const [name, report] of Object.entries(REPORTS)) {
    const { page } = await open(report);
    assertEquals(await violations(page), [], name);
    if (WHOLE.includes(name)) {
      await page.emulateMedia({ colorScheme: "dark" });
      // Nothing but the colours has changed.
      assertEquals(await violations(page, "color-contrast"), [], `${name}, dark`);
    }
    await page.context().close();
  }
});

browserTest("on a phone no page has to be scrolled sideways", async (open) => {
  for (const [name, report] of Object.entries(REPORTS)) {
    const { page } = await open(report, { width: 360, height: 740 });
    assertEquals(await page.evaluate("document.documentElement.scrollWidth"), 360, name);
    await page.context().close();
  }
});

browserTest("what is missing is said and marked where the range is drawn", async (open) => {
  const { page } = await open(REPORTS["sessions with a gap"]);
  const [gap] = await page.locator(".coverage .gap").all();
  const [strip, part] = [await page.locator(".coverage").boundingBox(), await gap!.boundingBox()];
  assertEquals(Math.round(100 * (part!.x - strip!.x) / strip!.width), 50);
  assertEquals(Math.round(100 * part!.width / strip!.width), 25);
  assertMatch(await page.locator("main").innerText(), /Gap: .*requests failed/);
});

/** Run by the debugger, so that the page's policy stays what it is. */
async function violations(page: OpenedReport["page"], rule?: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = JSON.stringify(rule ? { runOnly: [rule] } : {});
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${options})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`)
  );
}
