import { ConnectionError } from "../errors/connection_error.ts";
import type { RequestDetails } from "../errors/sessions_error.ts";
import { TimeoutError } from "../errors/timeout_error.ts";
import type { Clock } from "./clock.ts";
import type { Scrub } from "./scrubber.ts";

/** Sends a request over the network, like `fetch`. */
export type Fetch = (request: Request) => Promise<Response>;

/** The head and the whole body of a response. */
export interface Answer {
  readonly head: Response;
  readonly body: string;
}

const MAX_REDIRECTS = 5;

/**
 * Sends a request once and reads its whole body, following redirects within the origin.
 *
 * @throws TimeoutError, ConnectionError, or the reason of the request's signal if it aborts.
 */
export async function attempt(
  request: Request,
  details: RequestDetails,
  timeoutMs: number,
  { fetch, clock, scrub }: { fetch: Fetch; clock: Clock; scrub: Scrub },
): Promise<Answer> {
  const timeout = new AbortController();
  const cancelTimer = clock.setTimer(() => timeout.abort(), timeoutMs);
  try {
    const signal = AbortSignal.any([request.signal, timeout.signal]);
    const head = await followRedirects(request, signal, details, fetch);
    return { head, body: await head.text() };
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    if (timeout.signal.aborted) {
      throw new TimeoutError(
        `No complete answer came within ${timeoutMs / 1000} s`,
        details,
      );
    }
    if (error instanceof ConnectionError) throw error;
    // The cause is told but not kept: it comes from outside and may hold the request.
    const said = error instanceof Error ? error.message : String(error);
    throw new ConnectionError(`The connection failed: ${scrub(said)}`, details);
  } finally {
    cancelTimer();
  }
}

async function followRedirects(
  request: Request,
  signal: AbortSignal,
  details: RequestDetails,
  fetch: Fetch,
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
        `The API redirects to ${target?.origin ?? "an unknown origin"}, and the key goes to ` +
          `${origin} only; check the base URL`,
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
