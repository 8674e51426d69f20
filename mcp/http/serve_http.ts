import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { McpServerFactory } from "@modelcontextprotocol/server";
import { createHttpHandler, type HttpHandlerOptions } from "./handler.ts";
import { nodeListener } from "./node_listener.ts";

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
  /** Longest time that a client may take to send the head of a request. Default 30 s. */
  readonly headTimeoutMs?: number;
  /** Longest time that a client may take to send a whole request. Default 60 s. */
  readonly requestTimeoutMs?: number;
  /** Hears where the server listens. */
  readonly onListen?: (address: { readonly hostname: string; readonly port: number }) => void;
}

/** Connections that wait to be taken; of a burst, hosts reset those beyond. */
const BACKLOG = 4096;

/**
 * Serves MCP over HTTP until the signal aborts; then takes no more, and lets running calls finish.
 *
 * By `node:http`, since `Deno.serve` waits for ever for a request that is half sent.
 *
 * @returns Resolves when the server has stopped.
 * @throws Error of the platform if it cannot listen.
 */
export async function serveHttp(
  factory: McpServerFactory,
  options: ServeHttpOptions,
): Promise<void> {
  const { host, port, signal, graceMs = 30_000, headTimeoutMs = 30_000 } = options;
  const handler = createHttpHandler(factory, options);
  const server = createServer(
    {
      headersTimeout: headTimeoutMs,
      requestTimeout: options.requestTimeoutMs ?? 60_000,
      connectionsCheckingInterval: Math.min(1000, headTimeoutMs),
    },
    nodeListener((request) => handler.fetch(request), (error) => options.onError?.(error)),
  );
  const { promise: stopped, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.once("close", resolve);

  let unanswered = 0;
  let isStopping = false;
  // Of a client that has hung up, the platform may keep the connection.
  const closeIfAnswered = () => {
    if (isStopping && unanswered === 0) server.closeAllConnections();
  };
  server.on("request", (_, outgoing) => {
    unanswered++;
    outgoing.once("close", () => {
      unanswered--;
      closeIfAnswered();
    });
  });
  const shutDown = () => {
    isStopping = true;
    const deadline = setTimeout(() => {
      void handler.close();
      server.closeAllConnections();
    }, graceMs);
    server.once("close", () => clearTimeout(deadline));
    // A connection that is kept has nothing to finish once its last response has gone.
    server.on("request", (_, outgoing) => outgoing.setHeader("connection", "close"));
    handler.endSubscriptions();
    server.close();
    server.closeIdleConnections();
    closeIfAnswered();
  };
  server.listen({ port, host, backlog: BACKLOG }, () => {
    const { address, port } = server.address() as AddressInfo;
    options.onListen?.({ hostname: address, port });
    if (signal?.aborted) shutDown();
    else signal?.addEventListener("abort", shutDown, { once: true });
  });
  await stopped.finally(() => handler.close());
}
