import { McpServer } from "@modelcontextprotocol/server";
import { serveHttp, type ServeHttpOptions } from "../../mcp/http/serve_http.ts";

/** A server of one tool behind the real front, on a free port. */
export async function startFront(
  options: Partial<ServeHttpOptions> = {},
  run: (signal: AbortSignal) => Promise<string> = () => Promise.resolve("done"),
) {
  const stop = new AbortController();
  const { promise, resolve } = Promise.withResolvers<number>();
  const finished = serveHttp(
    () => {
      const server = new McpServer({ name: "test", version: "1" });
      server.registerTool("work", {}, async (context) => ({
        content: [{ type: "text", text: await run(context.mcpReq.signal) }],
      }));
      return server;
    },
    {
      host: "127.0.0.1",
      port: 0,
      allowedHosts: ["localhost", "127.0.0.1"],
      allowedOrigins: ["localhost"],
      signal: stop.signal,
      onListen: ({ port }) => resolve(port),
      ...options,
    },
  );
  const port = await promise;
  const url = `http://127.0.0.1:${port}`;
  const stopServer = async () => {
    stop.abort();
    await finished;
  };
  return {
    port,
    url,
    finished,
    stop: stopServer,
    [Symbol.asyncDispose]: stopServer,
    /** Posts a JSON-RPC message. */
    post: (body: BodyInit, headers: Record<string, string> = {}, signal?: AbortSignal) =>
      fetch(`${url}/mcp`, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
          ...headers,
        },
        signal,
      }),
  };
}

/** A JSON-RPC request of the older protocol era. */
export function rpc(method: string, params: object = {}): string {
  return JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
}

/** A request of the era of 2026, whose answer is no stream, with the headers that belong to it. */
export function modernRequest(method: string, params: Record<string, unknown> = {}) {
  const headers: Record<string, string> = {
    "mcp-protocol-version": "2026-07-28",
    "mcp-method": method,
  };
  if (typeof params.name === "string") headers["mcp-name"] = params.name;
  return {
    headers,
    body: rpc(method, {
      ...params,
      _meta: {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
        "io.modelcontextprotocol/clientCapabilities": {},
      },
    }),
  };
}

/** A call of a tool in the era of 2026. */
export function modernCall(name: string, args: Record<string, unknown> = {}) {
  return modernRequest("tools/call", { name, arguments: args });
}
