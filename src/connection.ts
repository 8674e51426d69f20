import { CONTENT } from "../gen/endpoints.ts";
import type { Fetch } from "./client/transport/attempt.ts";
import { checkBaseUrl } from "./client/base_url.ts";
import { type Clock, systemClock, withinTimerRange } from "./client/clock.ts";
import { baseUrlFromEnv, basicAuthorization, type Credentials } from "./client/credentials.ts";
import { createMemoryThrottle } from "./client/throttle/memory_throttle.ts";
import { networkFetch } from "./client/transport/network_fetch.ts";
import type { PageCache } from "./client/page_cache.ts";
import { DEFAULT_RETRY, type RetryPolicy } from "./client/transport/retry.ts";
import { createScrubber } from "./client/response/scrubber.ts";
import { ServerClock } from "./client/transport/server_clock.ts";
import { createSessionsApi, type SessionsApi } from "./client/sessions_api.ts";
import type { Throttle } from "./client/throttle/throttle.ts";
import { createTransport } from "./client/transport/transport.ts";
import { VERSION } from "./version.ts";

/**
 * How to make a client. All but the credentials has a default.
 *
 * @typeParam OwnDimension Dimensions of the account's own that queries may use.
 */
export interface SessionsClientOptions<OwnDimension extends string = never> {
  /** The API key pair; see `credentialsFromEnv()`. */
  readonly credentials: Credentials;
  /** Base URL; by default `CONVIVA_BASE_URL`, or else the spec's server. */
  readonly baseUrl?: string;
  /** Dimensions of the account's own that queries may use, or `"any"` to check no names. */
  readonly accountDimensions?: readonly OwnDimension[] | "any";
  /** Longest time of one attempt, its body included. Default 60 s. */
  readonly attemptTimeoutMs?: number;
  /** Longest time of all attempts of a request and the waits between them. Default 5 min. */
  readonly totalTimeoutMs?: number;
  /** Largest body of a response, in bytes. Default 64 MiB. */
  readonly maxBodyBytes?: number;
  /** When and how often a request is tried again. */
  readonly retry?: Partial<RetryPolicy>;
  /** Keeps the books of the rate limit; share one between clients of the same account. */
  readonly throttle?: Throttle;
  /** Keeps answers; by default nothing does. */
  readonly pageCache?: PageCache;
  /** Sends a request; by default `networkFetch`. */
  readonly fetch?: Fetch;
  /** The present in Unix milliseconds; by default the machine's. */
  readonly now?: () => number;
  /** Timers; by default the machine's. */
  readonly setTimer?: Clock["setTimer"];
  /** A number in [0, 1); by default `Math.random`. */
  readonly random?: () => number;
}

/** What the endpoints of an account are asked with. */
export interface Connection {
  readonly api: SessionsApi;
  /** The base URL of the API. */
  readonly source: string;
  /** The machine's time. */
  readonly clock: Clock;
  readonly serverClock: ServerClock;
  /** Keeps answers; by default nothing does. */
  readonly pageCache?: PageCache;
  /** Dimensions of the account's own, or `"any"` to check no names. */
  readonly accountDimensions?: readonly string[] | "any";
}

/**
 * Connects to the API, which asks for nothing yet.
 *
 * @throws AuthenticationError if the credentials cannot be used, QueryError if the base URL cannot.
 */
export function connect(options: SessionsClientOptions<string>): Connection {
  const { credentials, accountDimensions, pageCache } = options;
  const clock = withinTimerRange({
    now: options.now ?? systemClock.now,
    setTimer: options.setTimer ?? systemClock.setTimer,
  });
  const serverClock = new ServerClock(clock);
  const source = checkBaseUrl(options.baseUrl ?? baseUrlFromEnv());
  const scrub = createScrubber(credentials);
  const api = createSessionsApi({
    baseUrl: source,
    headers: {
      authorization: basicAuthorization(credentials),
      accept: "application/json",
      "user-agent": `conviva-sessions/${VERSION}`,
    },
    scrub,
    transport: createTransport({
      serverClock,
      fetch: options.fetch ?? networkFetch,
      clock,
      random: options.random ?? Math.random,
      throttle: options.throttle ?? createMemoryThrottle(CONTENT.limits, { clock }),
      retry: { ...DEFAULT_RETRY, ...options.retry },
      rateLimitWaitMs: CONTENT.limits.retryAfterMs,
      attemptTimeoutMs: options.attemptTimeoutMs ?? 60_000,
      totalTimeoutMs: options.totalTimeoutMs ?? 300_000,
      maxBodyBytes: options.maxBodyBytes ?? 64 * 1024 * 1024,
      scrub,
    }),
  });
  return { api, source, clock, serverClock, pageCache, accountDimensions };
}
