import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Locator, Page } from "playwright-core";
import { browserTest } from "./support/browser.ts";
import { startFailures } from "./support/sample_diagnosis.ts";
import { sampleSessions } from "./support/sample_sessions.ts";
import { diagnosisReport, sessionsReport } from "./support/sample_reports.ts";

const sample = await sampleSessions("2026-11-22T21:00Z", "2026-11-22T22:00Z");

browserTest(
  "the table can be walked with the keyboard, and a session opened and closed",
  async (open) => {
    const { page } = await open(sessionsReport("search", sample));
    await page.locator("[data-position='0']").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("PageDown");
    await page.keyboard.press("ArrowUp");
    const position = Number(await focused(page, "data-position"));
    assert(position > 5 && position < 40, `${position}`);
    await page.keyboard.press("End");
    assertEquals(Number(await focused(page, "data-position")), sample.sessions.length - 1);
    await page.keyboard.press("Home");
    assertEquals(await focused(page, "data-position"), "0");
    await page.keyboard.press("Enter");
    const { client_id } = sample.sessions[0]!;
    assertStringIncludes(await page.locator("dialog").innerText(), client_id!);
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    assertEquals(await focused(page, "data-position"), "0");
  },
);

browserTest(
  "all that can be operated is reached with the tab key, in the order of the page",
  async (open) => {
    const { page } = await open(sessionsReport("search", sample));
    const reached: string[] = [];
    for (let stop = 0; stop < 30; stop++) {
      await page.keyboard.press("Tab");
      reached.push(String(
        await page.evaluate(
          "(document.activeElement.closest('th') ? 'head' : " +
            "document.activeElement.closest('tbody') ? 'row' : document.activeElement.localName)",
        ),
      ));
    }
    const order = reached.filter((name, index) => name !== reached[index - 1]);
    assertEquals(order.slice(0, 6), ["select", "input", "select", "summary", "head", "row"]);
    assertEquals(reached.filter((name) => name === "row").length, 1, "one row is a stop");
  },
);

browserTest(
  "a column sorts the sessions, again the other way, those without a value last",
  async (open) => {
    const { page } = await open(sessionsReport("search", sample));
    const head = page.locator("th", { hasText: "video start" });
    const times = sample.sessions.flatMap(({ video_start_time_ms }) => video_start_time_ms ?? []);
    await head.locator("button").click();
    assertEquals(await head.getAttribute("aria-sort"), "ascending");
    assertEquals(await cells(page, 2), seconds(times.toSorted((a, b) => a - b).slice(0, 5)));
    await head.locator("button").click();
    assertEquals(await head.getAttribute("aria-sort"), "descending");
    assertEquals(await cells(page, 2), seconds(times.toSorted((a, b) => b - a).slice(0, 5)));
    await page.locator("[data-position='0']").focus();
    await page.keyboard.press("End");
    assertEquals(await page.locator("tbody tr:not(.space) td:nth-child(3)").last().innerText(), "");
  },
);

browserTest("a text filters the sessions, in all columns or in one", async (open) => {
  const { page } = await open(sessionsReport("search", sample));
  const cdn = sample.sessions[0]!.network_info!.cdn!;
  const having = sample.sessions.filter(({ network_info }) => network_info?.cdn === cdn).length;
  await page.getByLabel("in any column").or(page.locator(".tools select")).selectOption("cdn");
  await page.getByRole("searchbox").fill(cdn.toUpperCase());
  assertMatch(await page.getByRole("status").first().innerText(), new RegExp(`^${having} of `));
  await page.getByRole("searchbox").fill("no value has this");
  assertMatch(await page.getByRole("status").first().innerText(), /^0 of /);
});

browserTest("only what is seen of a long table is made, and all of it is counted", async (open) => {
  const sessions = Array.from({ length: 20_000 }, (_, index) => ({
    ...sample.sessions[index % sample.sessions.length]!,
    session_id: String(index),
  }));
  const { page } = await open(sessionsReport("search", { ...sample, sessions }));
  assertEquals(await page.locator("table.sessions").getAttribute("aria-rowcount"), "20001");
  assert(await page.locator("table.sessions tr").count() < 60);
  await page.locator("[data-position='0']").focus();
  await page.keyboard.press("End");
  const last = page.locator("tr[aria-rowindex='20001']");
  assert(isWithin(await box(last), await box(page.locator(".session-scroll"))));
});

browserTest("times are shown in the zone that is chosen", async (open) => {
  const { page } = await open(diagnosisReport());
  assertStringIncludes(await page.locator(".key-figure").innerText(), "21:25");
  await page.getByLabel("Times in").selectOption("Europe/Berlin");
  assertStringIncludes(await page.locator(".key-figure").innerText(), "22:25");
  await page.getByLabel("Times in").selectOption("Australia/Adelaide");
  assertStringIncludes(await page.locator(".key-figure").innerText(), "07:55");
});

browserTest("numbers are written as the reader writes them", async (open) => {
  const { page } = await open(diagnosisReport(), { locale: "de-DE" });
  assertStringIncludes(await page.locator(".key-figure").innerText(), "3,9\u00a0%");
  assertStringIncludes(await page.locator(".key-figure").innerText(), "10.630");
});

browserTest("the causes stand where their ratios are on a scale of factors", async (open) => {
  const { page } = await open(diagnosisReport());
  const [best, second] = startFailures().causes;
  const picture = await box(page.locator(".ranked tbody .picture").first());
  const [one, other] = await Promise.all(
    [0, 1].map((index) => box(page.locator(".ranked .dot").nth(index))),
  );
  const [from, to] = [1, 50].map(Math.log);
  const placeOf = (ratio: number) =>
    picture.x + picture.width * (Math.log(ratio) - from!) / (to! - from!);
  assert(Math.abs(middle(one!) - placeOf(best!.ratio)) < 2, `${middle(one!)}`);
  assert(Math.abs(middle(other!) - placeOf(second!.ratio)) < 2, `${middle(other!)}`);
  // An interval without an upper end goes on to the end of the scale.
  const line = await box(page.locator(".ranked .interval").nth(1));
  assert(Math.abs(line.x + line.width - (picture.x + picture.width)) < 2);
});

browserTest(
  "the incident is shaded from its start, and the start's uncertainty is below it",
  async (open) => {
    const { page } = await open(diagnosisReport());
    const { since } = startFailures();
    const area = await box(page.locator(".trend-area").nth(1));
    const start = Date.parse("2026-11-22T20:00Z");
    const placeOf = (ms: number) => area.x + area.width * (ms - start) / 10_800_000;
    const shade = await box(page.locator(".incident"));
    assert(Math.abs(shade.x - placeOf(since.startMs)) < 2);
    assert(Math.abs(shade.x + shade.width - (area.x + area.width)) < 2);
    const bracket = await box(page.locator(".incident-start"));
    assert(Math.abs(bracket.x - placeOf(since.lowMs)) < 2);
    assert(Math.abs(bracket.x + bracket.width - placeOf(since.highMs)) < 2);
  },
);

browserTest("a copy button copies the command for the sessions of a cause", async (open) => {
  const { page } = await open(diagnosisReport());
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy the command for its sessions" }).first().click();
  await page.getByText("Copied").waitFor();
  assertEquals(
    await page.evaluate("navigator.clipboard.readText()"),
    "conviva-sessions search --start 2026-11-22T20:00:00Z --end 2026-11-22T23:00:00Z " +
      "--filter is_video_start_failure=true --filter cdn=Meridian --filter device_os=Android",
  );
});

browserTest("what is shown can be taken along as CSV and JSON", async (open) => {
  const { page } = await open(sessionsReport("search", sample));
  await page.getByRole("searchbox").fill(sample.sessions[3]!.client_id!);
  const csv = await download(page, "Download CSV");
  assertMatch(csv, /^session_start_timestamp_ms,outcome,/);
  const kept = sample.sessions.filter(({ client_id }) =>
    client_id === sample.sessions[3]!.client_id
  );
  assertEquals(csv.trim().split("\r\n").length, 1 + kept.length);
  const records = JSON.parse(await download(page, "Download JSON"));
  assertEquals(records[0].client_id, sample.sessions[3]!.client_id);
});

browserTest(
  "print shows the page without its controls, and the first rows of a long table",
  async (open) => {
    const { page } = await open(sessionsReport("search", sample));
    await page.emulateMedia({ media: "print" });
    await page.getByText("The first 100 of").waitFor();
    assertEquals(await page.locator("table.sessions tbody tr:not(.space)").count(), 100);
    assertEquals(await page.getByRole("button", { name: "Download CSV" }).isVisible(), false);
    assert((await page.pdf()).length > 10_000);
  },
);

function focused(page: Page, attribute: string): Promise<string | null> {
  return page.evaluate(`document.activeElement.getAttribute("${attribute}")`);
}

async function cells(page: Page, column: number): Promise<string[]> {
  const cell = `tbody tr:not(.space) td:nth-child(${column + 1})`;
  return (await page.locator(cell).allInnerTexts()).slice(0, 5);
}

function seconds(ms: readonly number[]): string[] {
  return ms.map((value) => `${(value / 1000).toFixed(2)}\u00a0s`);
}

async function download(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name }).click(),
  ]);
  return await Deno.readTextFile(await file.path());
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function box(locator: Locator): Promise<Box> {
  return (await locator.boundingBox())!;
}

function middle({ x, width }: Box): number {
  return x + width / 2;
}

function isWithin(inner: Box, outer: Box): boolean {
  return inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
}
