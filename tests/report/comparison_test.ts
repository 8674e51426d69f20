import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { browserTest } from "./support/browser.ts";
import { sampleSessions } from "./support/sample_sessions.ts";
import { comparisonReport } from "./support/sample_reports.ts";

const evening = await sampleSessions("2026-11-22T21:00Z", "2026-11-22T23:00Z");
const dayBefore = await sampleSessions("2026-11-21T21:00Z", "2026-11-21T23:00Z");

browserTest(
  "a change goes from the value before to the value now, on a scale from zero",
  async (open) => {
    const report = await comparisonReport(evening, dayBefore);
    const { page } = await open(report);
    const [change] = report.answer.changes;
    const middle = async (selector: string) => {
      const { x, width } = (await page.locator(selector).first().boundingBox())!;
      return x + width / 2;
    };
    const zero = (await page.locator(".ranked tbody .picture").first().boundingBox())!.x;
    const [before, now] = [await middle(".dot.before") - zero, await middle(".dot.now") - zero];
    const ratio = change!.current.value / change!.baseline.value;
    assert(Math.abs(now / before - ratio) < 0.05 * ratio, `${now / before}, not ${ratio}`);
  },
);

browserTest("two filters of one range are not called before and now", async (open) => {
  const some = { ...evening, sessions: evening.sessions.filter((_, index) => index % 2 === 0) };
  const { page } = await open(await comparisonReport(evening, some));
  const key = await page.locator("ul.key").innerText();
  assertStringIncludes(key, "versus:");
  assertEquals(/before|now/.test(key), false);
  const earlier = await open(await comparisonReport(evening, dayBefore));
  assertStringIncludes(await earlier.page.locator("ul.key").innerText(), "before:");
});
