import { ConnectionError } from "../errors/connection_error.ts";
import { ResponseFormatError } from "../errors/response_format_error.ts";
import { type RequestDetails, SessionsError } from "../errors/sessions_error.ts";
import { TimeoutError } from "../errors/timeout_error.ts";
import { formatDuration } from "../query/duration.ts";
import type { Clock } from "./clock.ts";
import { readBody } from "./read_body.ts";
import type { Scrub } from "./scrubber.ts";

/** Sends a request over the network, like `fetch`. */
export type Fetch = (request: Request) => Promise<Response>;

/** What an attempt works with. */
export interface AttemptOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly scrub: Scrub;
  /** Largest body that is read, in bytes. */
  readonly maxBodyBytes: number;
}

/** The head and the whole body of a response. */
export interface Answer {
  readonly head: Response;
  readonly body: string;
}

const MAX_REDIRECTS = 5;

/**
 * Sends a request once and reads its whole body, following redirects within the origin.
 *
 * @throws TimeoutError, ConnectionError, ResponseFormatError if the body is too large, or the reason
 * of the request's signal if it aborts.
 */
export async function attempt(
  request: Request,
  details: RequestDetails,
  timeoutMs: number,
  { fetch, clock, scrub, maxBodyBytes }: AttemptOptions,
): Promise<Answer> {
  const timeout = new AbortController();
  const cancelTimer = clock.setTimer(() => timeout.abort(), timeoutMs);
  try {
    const signal = AbortSignal.any([request.signal, timeout.signal]);
    const head = await followRedirects(request, signal, details, { fetch, scrub });
    const body = await readBody(head, maxBodyBytes);
    if (body !== undefined) return { head, body };
    throw new ResponseFormatError(
      `The body of the response is larger than ${maxBodyBytes} bytes`,
      { ...details, status: head.status },
    );
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    if (timeout.signal.aborted) {
      throw new TimeoutError(
        `No complete answer came within ${formatDuration(Math.round(timeoutMs))}`,
        details,
      );
    }
    if (error instanceof SessionsError) throw error;
    throw new ConnectionError(`The connection failed: ${scrub(reasonOf(error))}`, details);
  } finally {
    cancelTimer();
  }
}

/**
 * What lies at the bottom of an error of `fetch`, without the URL. It is told but not kept: it comes
 * from outside and may hold the request.
 */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return error.message.replace(/^error sending request for url \(.*?\): /, "");
}

async function followRedirects(
  request: Request,
  signal: AbortSignal,
  details: RequestDetails,
  { fetch, scrub }: Pick<AttemptOptions, "fetch" | "scrub">,
): Promise<Response> {
  const { origin } = new URL(request.url);
  let url = request.url;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const { method, headers } = request;
    const response = await fetch(
      new Request(url, { method, headers, signal, redirect: "manual" }),
    );
    const location = response.headers.get("location");
    const isRedirect = response.status >= 300 && response.status < 400 && location !== null;
    // A browser hides where a redirect leads.
    if (!isRedirect && response.type !== "opaqueredirect") return response;
    await response.body?.cancel();
    const target = location !== null && URL.canParse(location, url) ? new URL(location, url) : null;
    if (target?.origin !== origin) {
      throw new ConnectionError(
        `The API redirects to ${originOf(target, scrub)}, and the key goes to ${origin} only; ` +
          "check the base URL",
        { ...details, status: response.status },
        false,
      );
    }
    url = target.href;
  }
  throw new ConnectionError(
    `The API redirects in a loop: gave up after ${MAX_REDIRECTS} redirects`,
    details,
    false,
  );
}

/** Where a redirect leads, for an error. A host may carry anything. */
function originOf(target: URL | null, scrub: Scrub): string {
  return target && target.origin !== "null"
    ? scrub(target.origin)
    : "something that is no web page";
}
