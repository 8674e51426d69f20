import { type ClockOptions, serverClock, tellTime } from "./clock.ts";
import { createSandbox, type InProcessSandbox } from "./create_sandbox.ts";
import { ConnectionReset } from "./faults/faulty_answer.ts";
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
  /** Stops the server, with what it is answering. */
  close(): Promise<void>;
  /** Resolves when the server has stopped. */
  readonly finished: Promise<void>;
}

/** Starts a sandbox on a real HTTP server. */
export function startSandbox(options: SandboxOptions & ListenOptions = {}): Sandbox {
  const { hostname = "127.0.0.1", port = 0, signal } = options;
  const sandbox = createSandbox(options);
  const aborter = new AbortController();
  const server = Deno.serve(
    {
      hostname,
      port,
      signal: signal ? AbortSignal.any([signal, aborter.signal]) : aborter.signal,
      onListen: () => {},
    },
    async (request, { remoteAddr }) => {
      try {
        const response = await sandbox.handler(request, { address: remoteAddr.hostname });
        return options.compress && acceptsGzip(request) ? compressed(response) : response;
      } catch (error) {
        if (error instanceof ConnectionReset) return brokenResponse(options);
        throw error;
      }
    },
  );
  const close = async () => {
    aborter.abort();
    await server.finished;
  };
  return Object.defineProperties(
    {
      ...sandbox,
      url: `http://${urlHost(hostname)}:${server.addr.port}${BASE_PATH}`,
      fetch: globalThis.fetch,
      close,
      finished: server.finished,
      [Symbol.asyncDispose]: close,
    },
    { requests: { get: () => sandbox.requests } },
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
