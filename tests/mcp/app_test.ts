import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { emptyPage, PAGE_META } from "../../report/mod.ts";
import { connectToSandbox } from "../support/mcp_client.ts";
import { SHOWS_PAGES } from "../support/shows_pages.ts";

const SMALL = { sessionsPerDay: 20_000 };

Deno.test("tools that answer in pictures name the page, and it can be read", async () => {
  await using connected = await connectToSandbox({}, SMALL);
  const { client } = connected;
  const { tools } = await client.listTools();
  const drawn = tools.filter(({ _meta }) => _meta?.ui !== undefined);
  assertEquals(drawn.map(({ name }) => name).sort(), [
    "compare_content_sessions",
    "diagnose_content_sessions",
    "search_content_sessions",
    "summarize_content_sessions",
  ]);
  for (const { _meta } of drawn) {
    const { resourceUri } = _meta!.ui as { resourceUri: string };
    const { contents: [page] } = await client.readResource({ uri: resourceUri });
    assertEquals(page!.mimeType, "text/html;profile=mcp-app");
    assertEquals((page as { text: string }).text, emptyPage());
  }
});

Deno.test("a result has what the page draws for hosts that show it, and for no others", async () => {
  for (const [capabilities, isShown] of [[SHOWS_PAGES, true], [{}, false]] as const) {
    await using connected = await connectToSandbox({}, SMALL, capabilities);
    for (const name of ["search", "summarize", "compare", "diagnose"]) {
      const { _meta, isError } = await connected.client.callTool({
        name: `${name}_content_sessions`,
        arguments: { last: "1h" },
      });
      assertEquals(isError ?? false, false, name);
      assertEquals(_meta?.[PAGE_META] !== undefined, isShown, name);
    }
  }
});

Deno.test("what the page draws tells no viewer, and offers calls that work", async () => {
  await using connected = await connectToSandbox({}, SMALL, SHOWS_PAGES);
  const { client } = connected;
  const found = await client.callTool({
    name: "search_content_sessions",
    arguments: { last: "1h", limit: 30 },
  });
  const text = JSON.stringify(found._meta);
  assertStringIncludes(text, "anon-");
  assert(!/viewer-[a-z\d]{5}/.test(text), "a viewer's id of the sandbox");
  const diagnosed = await client.callTool({
    name: "diagnose_content_sessions",
    arguments: { last: "2h" },
  });
  const { calls } = diagnosed._meta![PAGE_META] as {
    calls: { tool: string; arguments: Record<string, unknown> }[];
  };
  assert(calls.length > 0);
  for (const { tool, arguments: args } of calls) {
    const { isError } = await client.callTool({ name: tool, arguments: args });
    assertEquals(isError ?? false, false, JSON.stringify(args));
  }
});
