import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";

/** Answers a request; its signal aborts when the client has left. */
export type FetchHandler = (request: Request) => Promise<Response>;

/** Serves requests of `node:http` by a handler of the web's own. */
export function nodeListener(
  handler: FetchHandler,
  onError: (error: Error) => void,
): RequestListener {
  return async (incoming, outgoing) => {
    const left = new AbortController();
    outgoing.once("close", () => {
      if (!outgoing.writableFinished) left.abort();
    });
    try {
      const request = webRequest(incoming, left.signal);
      const response = request
        ? await handler(request)
        : new Response("Bad request\n", { status: 400 });
      // The rest of a request that is not read would come before the next one.
      if (!incoming.complete) outgoing.setHeader("connection", "close");
      await send(response, outgoing);
    } catch (error) {
      // Whoever has left, or was too slow to send a request, needs no answer.
      if (left.signal.aborted || incoming.destroyed) return;
      onError(error instanceof Error ? error : new Error(String(error)));
      if (outgoing.headersSent) outgoing.destroy();
      else await send(new Response("Internal server error\n", { status: 500 }), outgoing);
    }
  };
}

/** The request; `undefined` if its URL is none. */
function webRequest(incoming: IncomingMessage, signal: AbortSignal): Request | undefined {
  const { method = "GET", headers, url = "/" } = incoming;
  const target = URL.parse(url, `http://${headers.host ?? "localhost"}`);
  if (!target) return undefined;
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(target, {
    method,
    headers: webHeaders(headers),
    signal,
    ...hasBody && { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array> },
  });
}

function webHeaders(headers: IncomingMessage["headers"]): Headers {
  const web = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) web.append(name, one);
  }
  return web;
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  // A stream may say nothing for long.
  outgoing.flushHeaders();
  if (!response.body) {
    outgoing.end();
    return;
  }
  await pipeline(Readable.fromWeb(response.body as NodeReadableStream<Uint8Array>), outgoing);
}
