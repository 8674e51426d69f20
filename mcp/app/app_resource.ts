import type { McpServer } from "@modelcontextprotocol/server";
import { emptyPage } from "../../report/mod.ts";

/** The extension by which hosts show pages: MCP Apps. */
const EXTENSION = "io.modelcontextprotocol/ui";

/** What the extension calls a page. */
const MIME_TYPE = "text/html;profile=mcp-app";

/** Where the page is. */
const PAGE_URI = "ui://conviva-sessions/page.html";

/** What the definition of a tool says whose answers the page draws. */
export const DRAWN_BY_PAGE = { ui: { resourceUri: PAGE_URI } };

/** Offers the page. It asks no network, and needs no permission. */
export function registerApp(server: McpServer): void {
  const _meta = { ui: { prefersBorder: false } };
  server.registerResource(
    "page",
    PAGE_URI,
    {
      title: "Page",
      description: "Draws answers inside of an assistant.",
      mimeType: MIME_TYPE,
      _meta,
    },
    () => ({ contents: [{ uri: PAGE_URI, mimeType: MIME_TYPE, text: emptyPage(), _meta }] }),
  );
}

/** Whether the client of a server shows pages; without it, none is sent. */
export function showsPages(server: McpServer): boolean {
  const extension = server.server.getClientCapabilities()?.extensions?.[EXTENSION];
  const types = (extension as { mimeTypes?: unknown } | undefined)?.mimeTypes;
  return Array.isArray(types) && types.includes(MIME_TYPE);
}
