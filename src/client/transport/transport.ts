import {
  ConnectionError,
  RateLimitError,
  type RequestDetails,
  ServerError,
  SessionsError,
  TimeoutError,
} from "../../errors.ts";
import { NOT_READY } from "../../session/decode/decode_page.ts";
import { attempt, type Fetch } from "./attempt.ts";
import type { CallersName } from "../response/blamed_parameter.ts";
import { type Clock, sleep } from "../clock.ts";
import { ReadResponse } from "../response/read_response.ts";
import { responseError } from "../response/response_error.ts";
import { backoffMs, isRetryableStatus, retryAfterMs, type RetryPolicy } from "./retry.ts";
import type { Scrub } from "../response/scrubber.ts";
import type { ServerClock } from "./server_clock.ts";
import type { Throttle } from "../throttle/throttle.ts";

/** The status of a request that was taken in and is not answered yet. */
const PENDING = 202;

/** What the transport works with. */
export interface TransportOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Learns from every answer. */
  readonly serverClock: ServerClock;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly throttle: Throttle;
  readonly retry: RetryPolicy;
  /** How long to wait after a 429 that names no time. */
  readonly rateLimitWaitMs: number;
  /** Longest time of one attempt, its body included. */
  readonly attemptTimeoutMs: number;
  /** Longest time of all attempts and the waits between them; waiting for the throttle is free. */
  readonly totalTimeoutMs: number;
  /** Largest body that is read, in bytes. */
  readonly maxBodyBytes: number;
  readonly scrub: Scrub;
}

/** A request to send, and what to make of its answer. */
export interface Call<Content> {
  readonly request: Request;
  /** What each attempt costs of the rate limit. */
  readonly cost: number;
  /** What callers call the parameters that the API names in its errors. */
  readonly callersName: CallersName;
  /** On whose behalf, by identity, so that callers can take turns. */
  readonly caller?: object;
  /**
   * Reads the body of a success.
   *
   * @param sentAtMs When its request was sent, by the API's clock.
   * @throws SessionsError if it cannot be read or tells of a failure; one that may pass is retried.
   */
  readonly read: (body: string, details: RequestDetails, sentAtMs: number) => Content;
}

/**
 * Sends a request until it is answered with a success that can be read.
 *
 * @throws SessionsError after the last attempt; the reason of the request's signal if it aborts;
 * CostError if the throttle can never let it go.
 */
export type Transport = <Content>(call: Call<Content>) => Promise<ReadResponse<Content>>;

/** Makes a transport. */
export function createTransport(options: TransportOptions): Transport {
  const { clock, retry, throttle } = options;
  return async (call) => {
    const { request, cost, caller } = call;
    let leftMs = options.totalTimeoutMs;
    for (let attempts = 1;; attempts++) {
      const booking = await throttle.acquire(cost, request.signal, caller);
      if (request.signal.aborted) {
        await booking?.release();
        throw request.signal.reason;
      }
      const startMs = clock.now();
      const result = await attemptOnce(call, attempts, leftMs, options);
      if (result instanceof ReadResponse) return result;
      if (result.error instanceof ConnectionError && !result.error.sent) await booking?.release();

      const waitMs = Math.max(result.waitMs, backoffMs(retry, attempts, options.random()));
      // Not for longer than anybody would wait: the next answer tells whether it was enough.
      if (result.error instanceof RateLimitError) {
        await throttle.pause(Math.min(waitMs, retry.maxRetryAfterMs));
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

async function attemptOnce<Content>(
  { request, callersName, read }: Call<Content>,
  attempts: number,
  leftMs: number,
  options: TransportOptions,
): Promise<ReadResponse<Content> | Failure> {
  const { serverClock, clock, scrub } = options;
  const { host, pathname: path } = new URL(request.url);
  const details = { method: request.method, host, path, attempts };
  const timeoutMs = Math.min(options.attemptTimeoutMs, leftMs);
  const sentMs = clock.now();
  try {
    const { head, body } = await attempt(request, details, timeoutMs, options);
    serverClock.learn(head.headers.get("date"), sentMs);
    const waitMs = retryAfterMs(head, serverClock.now(), options.rateLimitWaitMs) ?? 0;
    if (!head.ok || head.status === PENDING) {
      const retry = isRetryableStatus(head.status);
      const error = head.status === PENDING
        ? new ServerError(NOT_READY, { ...details, status: head.status }, retry)
        : responseError(head, body, { request: details, waitMs, scrub, callersName });
      return { error, retry, waitMs };
    }
    try {
      const sentAtMs = sentMs - serverClock.aheadMs;
      const content = read(body, { ...details, status: head.status }, sentAtMs);
      return new ReadResponse(head, { content, attempts, sentAtMs });
    } catch (error) {
      if (!(error instanceof SessionsError)) throw error;
      return { error, retry: error.retryable, waitMs };
    }
  } catch (error) {
    if (!(error instanceof SessionsError)) throw error;
    const retry = error instanceof ConnectionError || error instanceof TimeoutError;
    return { error, retry: retry && error.retryable, waitMs: 0 };
  }
}
