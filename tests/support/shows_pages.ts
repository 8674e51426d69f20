/** What a host says that shows pages, by MCP Apps. */
export const SHOWS_PAGES = {
  extensions: { "io.modelcontextprotocol/ui": { mimeTypes: ["text/html;profile=mcp-app"] } },
};
