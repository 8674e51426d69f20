import type { Endpoint } from "../../gen/endpoint.ts";
import { MOVED_PREFIX } from "../http/routes.ts";
import { ERROR_BODIES, filledTemplate, MORE_BODIES, WHOLE_BODIES } from "./answer_templates.ts";
import { bodyBomb, cutBody, slowBody } from "./bodies.ts";
import type { AnswerFault, CustomAnswer } from "./faults.ts";

/**
 * The connection broke, as `fetch` says it.
 *
 * @example Lose every connection
 * ```ts
 * import { CONTENT } from "@conviva-sessions/conviva-sessions";
 * import { ConnectionReset, createSandbox } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertRejects } from "@std/assert";
 *
 * const { credentials, fetch, url } = createSandbox({ faults: { reset: 1 } });
 * const pair = btoa(`${credentials.clientId}:${credentials.clientSecret}`);
 * const headers = { authorization: `Basic ${pair}` };
 * const query = `start_epoch_ms=${Date.now() - 60_000}&end_epoch_ms=${Date.now()}`;
 * await assertRejects(() => fetch(`${url}${CONTENT.path}?${query}`, { headers }), ConnectionReset);
 * ```
 */
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
  /** The sessions that it lists, each in JSON. */
  readonly sessions: readonly string[];
  /** What the endpoint calls the list of them. */
  readonly listName: string;
  /** Number of the request. */
  readonly turn: number;
  /** Bytes of a body bomb. */
  readonly bombBytes: number;
}

const HTML = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>" +
  "<body><h1>502 Bad Gateway</h1></body></html>";

/**
 * Answers with a fault.
 *
 * @throws ConnectionReset if that is the fault.
 */
export function faultyAnswer(
  fault: AnswerFault,
  { url, delay, answer, sessions, listName, turn, bombBytes }: FaultContext,
): Response | Promise<Response> {
  const whole = { sessions, listName, due: sessions.length };
  const part = { ...whole, sessions: sessions.slice(0, sessions.length >> 1) };
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
    case "cut_body":
      return withBody(answer, (text) => cutBody(text, new ConnectionReset()));
    case "accepted_202":
      return Response.json({ status: "processing", [listName]: [] }, { status: 202 });
    case "partial_206":
      return json(206, filledTemplate('{"$LIST":$SESSIONS}', part));
    case "error_in_200":
      return json(200, filledTemplate(ERROR_BODIES[turn % ERROR_BODIES.length]!, whole));
    case "says_more":
      return json(200, filledTemplate(MORE_BODIES[turn % MORE_BODIES.length]!, part));
    case "says_whole":
      return json(200, filledTemplate(WHOLE_BODIES[turn % WHOLE_BODIES.length]!, whole));
    case "stray_413":
      return Response.json({ message: "Response too large" }, { status: 413 });
    case "body_bomb":
      return new Response(bodyBomb(bombBytes, listName), {
        headers: { "content-type": "application/json" },
      });
  }
}

/** The answer that a user made. */
export function customAnswer(
  { status, body, headers }: CustomAnswer,
  sessions: readonly string[],
  { listName }: Pick<Endpoint, "listName">,
): Response {
  // A response of these statuses cannot have a body.
  const hasBody = ![204, 205, 304].includes(status);
  const text = filledTemplate(body, { sessions, listName, due: sessions.length });
  return json(status, hasBody ? text : null, headers);
}

function json(
  status: number,
  body: string | null,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const response = new Response(body, { status, headers });
  if (!new Headers(headers).has("content-type")) {
    response.headers.set("content-type", "application/json");
  }
  return response;
}

async function withBody(
  answer: Response,
  change: (text: string) => BodyInit,
): Promise<Response> {
  const { status, headers } = answer;
  return new Response(change(await answer.text()), { status, headers });
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
