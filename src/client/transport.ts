import { ConnectionError } from "../errors/connection_error.ts";
import { RateLimitError } from "../errors/rate_limit_error.ts";
import { SessionsError } from "../errors/sessions_error.ts";
import { TimeoutError } from "../errors/timeout_error.ts";
import { attempt, type Fetch } from "./attempt.ts";
import { type Clock, sleep } from "./clock.ts";
import { ReadResponse } from "./read_response.ts";
import { responseError } from "./response_error.ts";
import { backoffMs, isRetryableStatus, retryAfterMs, type RetryPolicy } from "./retry.ts";
import type { Scrub } from "./scrubber.ts";
import type { Throttle } from "./throttle.ts";

/** What the transport works with. */
export interface TransportOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly throttle: Throttle;
  readonly retry: RetryPolicy;
  /** Longest time of one attempt, its body included. */
  readonly attemptTimeoutMs: number;
  /** Longest time of all attempts and the waits between them; waiting for the throttle is free. */
  readonly totalTimeoutMs: number;
  /** Largest body that is read, in bytes. */
  readonly maxBodyBytes: number;
  readonly scrub: Scrub;
}

/**
 * Sends a request until it is answered with success.
 *
 * @param cost What each attempt costs of the rate limit.
 * @throws SessionsError after the last attempt; the reason of the request's signal if it aborts.
 */
export type Transport = (request: Request, cost: number) => Promise<ReadResponse>;

/** Makes a transport. */
export function createTransport(options: TransportOptions): Transport {
  const { clock, retry, throttle } = options;
  return async (request, cost) => {
    let leftMs = options.totalTimeoutMs;
    for (let attempts = 1;; attempts++) {
      await throttle.acquire(cost, request.signal);
      const startMs = clock.now();
      const result = await attemptOnce(request, attempts, leftMs, options);
      if (result instanceof ReadResponse) return result;

      const waitMs = Math.max(result.waitMs, backoffMs(retry, attempts, options.random()));
      // Not for longer than anybody would wait: the next answer tells whether it was enough.
      if (result.error instanceof RateLimitError) {
        throttle.pause(Math.min(waitMs, retry.maxRetryAfterMs));
      }
      leftMs -= clock.now() - startMs + waitMs;
      const isLast = attempts >= retry.maxAttempts || waitMs > retry.maxRetryAfterMs || leftMs <= 0;
      if (!result.retry || isLast) throw result.error;
      await sleep(clock, waitMs, request.signal);
    }
  };
}

/** A failed attempt, and whether and when another one makes sense. */
interface Failure {
  readonly error: SessionsError;
  readonly retry: boolean;
  /** The wait that the API asked for; 0 if it asked for none. */
  readonly waitMs: number;
}

async function attemptOnce(
  request: Request,
  attempts: number,
  leftMs: number,
  options: TransportOptions,
): Promise<ReadResponse | Failure> {
  const { clock, scrub } = options;
  const details = { method: request.method, path: new URL(request.url).pathname, attempts };
  const timeoutMs = Math.min(options.attemptTimeoutMs, leftMs);
  try {
    const { head, body } = await attempt(request, details, timeoutMs, options);
    if (head.ok) return new ReadResponse(head, body, attempts);
    const waitMs = retryAfterMs(head, clock.now()) ?? 0;
    return {
      error: responseError(head, body, { request: details, waitMs, scrub }),
      retry: isRetryableStatus(head.status),
      waitMs,
    };
  } catch (error) {
    if (!(error instanceof SessionsError)) throw error;
    const retry = error instanceof ConnectionError || error instanceof TimeoutError;
    return { error, retry: retry && error.retryable, waitMs: 0 };
  }
}
