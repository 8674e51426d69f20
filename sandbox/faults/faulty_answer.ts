import type { AnswerFault } from "./faults.ts";
import { MOVED_PREFIX } from "../routes.ts";

/** The connection broke, as `fetch` says it. */
export class ConnectionReset extends TypeError {
  /** Name of the class. */
  override readonly name = "ConnectionReset";

  /** A reset. */
  constructor() {
    super("Connection reset by peer");
  }
}

/** What a faulty answer is made with. */
export interface FaultContext {
  /** URL of the request. */
  readonly url: string;
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The answer without fault. */
  readonly answer: Response;
}

const SLOW_BODY_MS = 5_000;
const HTML = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>" +
  "<body><h1>502 Bad Gateway</h1></body></html>";

/**
 * Answers with a fault.
 *
 * @throws ConnectionReset if that is the fault.
 */
export function faultyAnswer(
  fault: AnswerFault,
  { url, delay, answer }: FaultContext,
): Response | Promise<Response> {
  switch (fault) {
    case "rate_limited":
      return Response.json({ message: "Too Many Requests" }, { status: 429 });
    case "server_error":
      return Response.json({ message: "Internal Server Error" }, { status: 500 });
    case "unavailable":
      return new Response("", { status: 503 });
    case "html_error":
      return html(502);
    case "html_page":
      return html(200);
    case "empty_body":
      return new Response("", { headers: { "content-type": "application/json" } });
    case "truncated_json":
      return withBody(answer, (text) => text.slice(0, text.length / 2));
    case "reset":
      throw new ConnectionReset();
    case "slow_body":
      return withBody(answer, (text) => slowBody(text, delay));
    case "redirect":
      return redirect(movedUrl(url));
    case "cross_origin_redirect":
      return redirect(otherOrigin(movedUrl(url)));
  }
}

async function withBody(
  answer: Response,
  change: (text: string) => BodyInit,
): Promise<Response> {
  const { status, headers } = answer;
  return new Response(change(await answer.text()), { status, headers });
}

/** Sends the first half, and the second after a while. */
function slowBody(
  text: string,
  delay: FaultContext["delay"],
): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const half = bytes.length >> 1;
  const gone = new AbortController();
  return new ReadableStream({
    start: (controller) => controller.enqueue(bytes.subarray(0, half)),
    async pull(controller) {
      await delay(SLOW_BODY_MS, gone.signal);
      if (gone.signal.aborted) return;
      controller.enqueue(bytes.subarray(half));
      controller.close();
    },
    cancel: () => gone.abort(),
  });
}

function html(status: number): Response {
  return new Response(HTML, { status, headers: { "content-type": "text/html" } });
}

function redirect(url: URL): Response {
  return new Response(null, { status: 307, headers: { location: url.href } });
}

/** Where nothing redirects again. */
function movedUrl(url: string): URL {
  const moved = new URL(url);
  if (!moved.pathname.startsWith(MOVED_PREFIX)) moved.pathname = MOVED_PREFIX + moved.pathname;
  return moved;
}

/** The same server by another name, so that its log tells what came along. */
function otherOrigin(url: URL): URL {
  const other = new URL(url);
  other.hostname = url.hostname === "localhost" ? "127.0.0.1" : "localhost";
  return other;
}
