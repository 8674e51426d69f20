import { InMemoryTransport } from "@modelcontextprotocol/server";
import { type ContextOptions, createContext } from "../../mcp/server/create_context.ts";
import { createServer } from "../../mcp/server/create_server.ts";

/** How the tool is called. */
export interface SearchToolOptions {
  /** What asks the API. */
  readonly clientOptions: NonNullable<ContextOptions["clientOptions"]>;
  readonly revealViewers: boolean;
  /** The arguments of each call. */
  readonly query: Readonly<Record<string, unknown>>;
}

/** Calls the search tool as its protocol does, with nothing kept of the API's answers between calls. */
export async function searchTool(
  { clientOptions, revealViewers, query }: SearchToolOptions,
  // deno-lint-ignore no-explicit-any -- an answer as the protocol brings it
): Promise<() => Promise<any>> {
  const context = await createContext({
    sandbox: false,
    revealViewers,
    tokenBudget: 6000,
    textOnly: false,
    cacheMb: 0,
    log: console.error,
    clientOptions,
  });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await createServer(context).connect(theirs);
  await ours.start();
  let id = 0;
  const request = (method: string, params: Record<string, unknown>) => {
    const { promise, resolve, reject } = Promise.withResolvers<Record<string, unknown>>();
    ours.onmessage = (message) => {
      if ("result" in message && !message.result.isError) resolve(message.result);
      else if ("id" in message) reject(new Error(JSON.stringify(message)));
    };
    ours.send({ jsonrpc: "2.0", id: ++id, method, params });
    return promise;
  };
  await request("initialize", {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "bench", version: "1" },
  });
  return () => request("tools/call", { name: "search_content_sessions", arguments: query });
}
