import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { type ReportData, reportPage } from "../../../report/mod.ts";

const PLACES = ["chromium", "chromium-browser", "google-chrome"].map((name) => `/usr/bin/${name}`);

/** What a test can do with a report in a browser. */
export interface OpenedReport {
  readonly page: Page;
  /** What the page has written to the console, errors included. */
  readonly messages: readonly string[];
  /** What it has asked for, itself apart. */
  readonly requests: readonly string[];
}

/** How a browser shows a page. */
export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: "light" | "dark";
  readonly locale?: string;
  readonly timezoneId?: string;
}

/** Opens a report, or a page by its HTML. */
export type OpenPage = (content: ReportData | string, look?: Look) => Promise<OpenedReport>;

/**
 * Runs tests in one browser, of which each opens its reports in a window of its own. Skips them, saying
 * so, where there is no browser.
 */
export function browserTest(
  name: string,
  test: (open: OpenPage) => Promise<void>,
): void {
  const place = PLACES.find((path) => exists(path));
  Deno.test({
    name: place ? name : `${name} (skipped: there is no Chromium on this machine)`,
    ignore: !place,
    fn: async () => {
      const browser = await chromium.launch({ executablePath: place!, args: ["--no-sandbox"] });
      const folder = await Deno.makeTempDir({ prefix: "conviva-sessions-report-" });
      try {
        await test((content, look) =>
          openPage(
            browser,
            folder,
            typeof content === "string" ? content : reportPage(content),
            look,
          )
        );
      } finally {
        await browser.close();
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

async function openPage(
  browser: Browser,
  folder: string,
  html: string,
  { width = 1280, height = 900, ...look }: Look = {},
): Promise<OpenedReport> {
  const path = `${folder}/${crypto.randomUUID()}.html`;
  await Deno.writeTextFile(path, html);
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    ...look,
  });
  const page = await context.newPage();
  const url = `file://${path}`;
  const messages: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => messages.push(message.text()));
  page.on("pageerror", (error) => messages.push(error.message));
  await page.route("**", (route) => {
    if (route.request().url() === url) return route.continue();
    requests.push(route.request().url());
    return route.abort();
  });
  await page.goto(url);
  return { page, messages, requests };
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
