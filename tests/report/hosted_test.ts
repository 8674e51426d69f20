import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { FrameLocator, Page } from "playwright-core";
import { SHOWS_PAGES } from "../support/shows_pages.ts";
import { connectToSandbox } from "../support/mcp_client.ts";
import { browserTest, type OpenPage } from "./support/browser.ts";
import { hostPage, type TestHost } from "./support/host_page.ts";

const HOST: TestHost = {
  hostCapabilities: { serverTools: {}, downloadFile: {} },
  hostContext: {
    theme: "dark",
    styles: { variables: { "--color-background-primary": "rgb(1, 2, 3)" } },
  },
};

/** Opens the page in a host that is connected to a server. */
async function openHosted(
  open: OpenPage,
  host: TestHost,
  test: (hosted: {
    readonly page: Page;
    readonly app: FrameLocator;
    readonly messages: readonly string[];
    /** Lets the assistant call a tool. */
    readonly assistantCalls: (name: string, args: object) => Promise<void>;
    /** What the page has told and asked, by method. */
    readonly heard: (method: string) => Promise<readonly Message[]>;
  }) => Promise<void>,
): Promise<void> {
  await using server = await connectToSandbox({}, { sessionsPerDay: 20_000 }, SHOWS_PAGES);
  const { page, messages } = await open("<!doctype html><title>Empty</title>");
  await page.exposeFunction(
    "callTool",
    (params: { name: string; arguments: Record<string, unknown> }) =>
      server.client.callTool(params),
  );
  await page.setContent(hostPage(host));
  await page.waitForFunction(
    "heard.some(({ method }) => method === 'ui/notifications/initialized')",
  );
  await test({
    page,
    app: page.frameLocator("iframe"),
    messages,
    assistantCalls: async (name, args) => {
      const result = await server.client.callTool({ name, arguments: { ...args } });
      await page.evaluate(
        ([result]) =>
          (globalThis as unknown as { tell: (method: string, params: unknown) => void })
            .tell("ui/notifications/tool-result", result),
        [result],
      );
    },
    heard: async (method) =>
      (await page.evaluate<Message[]>("heard")).filter((message) => message.method === method),
  });
}

interface Message {
  readonly method: string;
  readonly params: Record<string, unknown>;
}

browserTest(
  "in an assistant the page introduces itself, takes over the theme and draws a result",
  async (open) => {
    await openHosted(open, HOST, async ({ page, app, messages, assistantCalls, heard }) => {
      const [{ params }] = await heard("ui/initialize") as [Message];
      assertEquals(params.protocolVersion, "2026-01-26");
      assertEquals(await app.locator("html").getAttribute("data-theme"), "dark");
      const [, frame] = page.frames();
      assertEquals(
        await frame!.evaluate("getComputedStyle(document.documentElement).backgroundColor"),
        "rgb(1, 2, 3)",
      );
      await assistantCalls("diagnose_content_sessions", { last: "2h" });
      await app.locator("h1").waitFor();
      assertMatch(await app.locator("h1").innerText(), /Video start failures rose/);
      assert((await heard("ui/notifications/size-changed")).length > 0);
      assertEquals(messages, []);
    });
  },
);

browserTest(
  "a button asks the server for the sessions behind a cause, and there is a way back",
  async (open) => {
    await openHosted(open, HOST, async ({ app, assistantCalls, heard }) => {
      await assistantCalls("diagnose_content_sessions", { last: "2h" });
      await app.getByRole("button", { name: "The sessions behind it" }).first().click();
      await app.locator("table.sessions").waitFor();
      const [{ params }] = await heard("tools/call") as [Message];
      assertEquals(params.name, "search_content_sessions");
      assertEquals((params.arguments as Record<string, unknown>).is_video_start_failure, true);
      await app.getByRole("button", { name: "Back" }).click();
      assertMatch(await app.locator("h1").innerText(), /Video start failures rose/);
    });
  },
);

browserTest(
  "a file goes through the host; without its leave there are no such buttons",
  async (open) => {
    await openHosted(open, HOST, async ({ app, assistantCalls, heard }) => {
      await assistantCalls("search_content_sessions", { last: "1h" });
      await app.getByRole("button", { name: "Download CSV" }).click();
      await app.locator("main").waitFor();
      const [{ params }] = await heard("ui/download-file") as [Message];
      assertStringIncludes(JSON.stringify(params), "session_start_timestamp_ms");
    });
    await openHosted(
      open,
      { ...HOST, hostCapabilities: {} },
      async ({ app, assistantCalls }) => {
        await assistantCalls("diagnose_content_sessions", { last: "2h" });
        await app.locator("h1").waitFor();
        assertEquals(await app.getByRole("button", { name: /Download|behind it/ }).count(), 0);
      },
    );
  },
);

browserTest(
  "an answer without a picture is shown in its words, and the page says goodbye",
  async (open) => {
    await openHosted(open, HOST, async ({ page, app, assistantCalls }) => {
      await assistantCalls("search_content_sessions", { last: "1h", filters: "wrong" });
      await app.locator("pre.words").waitFor();
      assertMatch(await app.locator("pre.words").innerText(), /filters/);
      await page.evaluate("ask('ui/resource-teardown')");
      await page.waitForFunction(
        "heard.some(({ id, result }) => id === 'host-ui/resource-teardown' && result)",
      );
    });
  },
);
