import {
  ConnectionError,
  type RequestDetails,
  ResponseFormatError,
  SessionsError,
  TimeoutError,
} from "../../errors.ts";
import { formatDuration } from "../../query/time/duration.ts";
import type { Clock } from "../clock.ts";
import { connectionCause } from "./connection_cause.ts";
import { readBody } from "./read_body.ts";
import type { Scrub } from "../response/scrubber.ts";

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
  const { host, pathname } = new URL(request.url);
  const sent: RequestDetails = { ...details, host, path: pathname };
  const timeout = new AbortController();
  const cancelTimer = clock.setTimer(() => timeout.abort(), timeoutMs);
  try {
    const signal = AbortSignal.any([request.signal, timeout.signal]);
    const head = await followRedirects(request, signal, sent, { fetch, scrub });
    const body = await readBody(head, maxBodyBytes);
    if (body !== undefined) return { head, body };
    throw new ResponseFormatError(
      `The body of the response is larger than ${maxBodyBytes} bytes: ${host}${pathname}`,
      { ...sent, status: head.status },
    );
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    if (timeout.signal.aborted) {
      const limit = formatDuration(Math.round(timeoutMs));
      throw new TimeoutError(
        `No complete answer came within ${limit} from ${host}${pathname}`,
        sent,
      );
    }
    if (error instanceof SessionsError) throw error;
    // Only the cause is told and nothing is kept: the error may hold the URL, with its filters.
    const cause = connectionCause(error);
    throw new ConnectionError(
      `The request to ${host}${pathname} failed: ${scrub(cause.text)}`,
      sent,
      cause.retryable,
      cause.sent,
      cause.lacksPermission,
    );
  } finally {
    cancelTimer();
  }
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
        `The API redirects ${details.path} to ${originOf(target, scrub)}, and the key goes to ` +
          `${origin} only; check the base URL`,
        { ...details, status: response.status },
        false,
      );
    }
    url = target.href;
  }
  throw new ConnectionError(
    `The API redirects in a loop: gave up after ${MAX_REDIRECTS} redirects from ` +
      `${details.host}${details.path}`,
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
