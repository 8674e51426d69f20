import { type ClockOptions, serverClock, tellTime } from "./clock.ts";
import { createSandbox, type InProcessSandbox } from "./create_sandbox.ts";
import { ConnectionReset } from "./faults/faulty_answer.ts";
import { listen } from "./http/listen.ts";
import { BASE_PATH } from "./http/routes.ts";
import type { SandboxOptions } from "./sandbox_options.ts";

/** Where a sandbox listens. */
export interface ListenOptions {
  /** Host name or address. Default `127.0.0.1`. */
  readonly hostname?: string;
  /** Port; 0, the default, takes a free one. */
  readonly port?: number;
  /** Stops the server when it aborts. */
  readonly signal?: AbortSignal;
}

/** A simulated Sessions API on a real HTTP server. */
export interface Sandbox extends InProcessSandbox, AsyncDisposable {
  /** Resolves when the server listens; in Deno it does at once, elsewhere `url` has no port before. */
  readonly ready: Promise<void>;
  /** Stops the server, with what it is answering. */
  close(): Promise<void>;
  /** Resolves when the server has stopped. */
  readonly finished: Promise<void>;
}

/**
 * Starts a sandbox on a real HTTP server.
 *
 * @example Ask over HTTP
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { startSandbox } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * await using sandbox = startSandbox();
 * await sandbox.ready;
 * const client = createSessionsClient({ credentials: sandbox.credentials, baseUrl: sandbox.url });
 * await client.search({ last: "1h" });
 * assertEquals(sandbox.requests.map(({ status }) => status), [200]);
 * ```
 *
 * @throws Error of the platform if it cannot listen; outside of Deno `ready` rejects with it.
 */
export function startSandbox(options: SandboxOptions & ListenOptions = {}): Sandbox {
  const { hostname = "127.0.0.1", port = 0, signal } = options;
  const sandbox = createSandbox(options);
  const listener = listen({ hostname, port }, async (request, address) => {
    try {
      const response = await sandbox.handler(request, { address });
      return options.compress && acceptsGzip(request) ? compressed(response) : response;
    } catch (error) {
      if (error instanceof ConnectionReset) return brokenResponse(options);
      throw error;
    }
  });
  const stop = () => void listener.close();
  if (signal?.aborted) stop();
  else signal?.addEventListener("abort", stop, { once: true });
  const close = async () => {
    signal?.removeEventListener("abort", stop);
    await listener.close();
  };
  return Object.defineProperties(
    {
      ...sandbox,
      fetch: globalThis.fetch,
      close,
      ready: listener.ready,
      finished: listener.finished,
      [Symbol.asyncDispose]: close,
    },
    {
      requests: { get: () => sandbox.requests },
      url: {
        enumerable: true,
        get: () => `http://${urlHost(hostname)}:${listener.port}${BASE_PATH}`,
      },
    },
  ) as Sandbox;
}

function acceptsGzip(request: Request): boolean {
  return /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "");
}

function compressed(response: Response): Response {
  const { status, headers, body } = response;
  if (!body) return response;
  headers.set("content-encoding", "gzip");
  headers.set("vary", "accept-encoding");
  return new Response(body.pipeThrough(new CompressionStream("gzip")), { status, headers });
}

/** A body that fails makes the server drop the connection, but for its head. */
function brokenResponse(options: ClockOptions): Response {
  const response = new Response(
    new ReadableStream({
      pull: (controller) => controller.error("Injected fault: connection reset"),
    }),
  );
  tellTime(response, serverClock(options)(), options);
  return response;
}

function urlHost(hostname: string): string {
  if (hostname === "0.0.0.0" || hostname === "::") return "127.0.0.1";
  return hostname.includes(":") ? `[${hostname}]` : hostname;
}
