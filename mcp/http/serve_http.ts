import type { McpServerFactory } from "@modelcontextprotocol/server";
import { createHttpHandler, type HttpHandlerOptions } from "./handler.ts";

/** Where to listen, and whom to serve. */
export interface ServeHttpOptions extends HttpHandlerOptions {
  /** Host name or address. */
  readonly host: string;
  /** Port; 0 takes a free one. */
  readonly port: number;
  /** Starts the shutdown when it aborts. */
  readonly signal?: AbortSignal;
  /** Longest time that running calls are left to finish in a shutdown. Default 30 s. */
  readonly graceMs?: number;
  /** Hears where the server listens. */
  readonly onListen?: (address: Deno.NetAddr) => void;
}

/**
 * Serves MCP over HTTP until the signal aborts; then takes no more, and lets running calls finish.
 *
 * @returns Resolves when the server has stopped.
 */
export async function serveHttp(
  factory: McpServerFactory,
  options: ServeHttpOptions,
): Promise<void> {
  const { host, port, signal, graceMs = 30_000 } = options;
  const handler = createHttpHandler(factory, options);
  const server = Deno.serve(
    {
      hostname: host,
      port,
      onListen: options.onListen ?? (() => {}),
      onError: (error) => {
        options.onError?.(error instanceof Error ? error : new Error(String(error)));
        return new Response("Internal server error\n", { status: 500 });
      },
    },
    (request) => handler.fetch(request),
  );
  const shutDown = async () => {
    const deadline = setTimeout(() => handler.close(), graceMs);
    handler.endSubscriptions();
    await server.shutdown();
    clearTimeout(deadline);
    await handler.close();
  };
  if (signal?.aborted) await shutDown();
  else signal?.addEventListener("abort", shutDown, { once: true });
  await server.finished;
}
