import { CONTENT } from "../gen/endpoints.ts";
import type { AccountDimension } from "./client/account_dimension.ts";
import type { Fetch } from "./client/attempt.ts";
import { checkBaseUrl } from "./client/base_url.ts";
import { type Clock, systemClock } from "./client/clock.ts";
import { baseUrlFromEnv, basicAuthorization, type Credentials } from "./client/credentials.ts";
import { createMemoryThrottle } from "./client/memory_throttle.ts";
import { networkFetch } from "./client/network_fetch.ts";
import type { PageCache } from "./client/page_cache.ts";
import { DEFAULT_RETRY, type RetryPolicy } from "./client/retry.ts";
import { ServerClock } from "./client/server_clock.ts";
import { createScrubber } from "./client/scrubber.ts";
import { createSessionsApi } from "./client/sessions_api.ts";
import type { Throttle } from "./client/throttle.ts";
import { createTransport } from "./client/transport.ts";
import type { SessionsQuery } from "./query/sessions_query.ts";
import {
  createEndpointClient,
  type EndpointClient,
  type RequestOptions,
} from "./endpoint_client.ts";
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

/**
 * Asks the Sessions V3 API.
 *
 * @typeParam OwnDimension Dimensions of the account's own that queries may use.
 */
export interface SessionsClient<OwnDimension extends string = never>
  extends EndpointClient<SessionsQuery<OwnDimension>> {
  /** Ended content sessions; `search`, `pages` and `sessions` of the client itself are theirs. */
  readonly content: EndpointClient<SessionsQuery<OwnDimension>>;
  /** Lists the dimensions that the account can filter by. */
  dimensions(options?: RequestOptions): Promise<AccountDimension[]>;
}

/**
 * Makes a client of the Sessions V3 API.
 *
 * @example Count the failed starts of the last hour
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assert } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS, // Of an account: credentialsFromEnv()
 *   fetch: createSandboxHandler(), // Asks the API if left out
 * });
 * const page = await client.search({ last: "1h", is_video_start_failure: true, limit: 200 });
 * assert(page.sessions.every((session) => session.is_video_start_failure));
 * ```
 *
 * @throws AuthenticationError if the credentials cannot be used, QueryError if the base URL cannot.
 */
export function createSessionsClient<const OwnDimension extends string = never>(
  options: SessionsClientOptions<OwnDimension>,
): SessionsClient<OwnDimension> {
  const clock: Clock = {
    now: options.now ?? systemClock.now,
    setTimer: options.setTimer ?? systemClock.setTimer,
  };
  const { accountDimensions, pageCache } = options;
  const serverClock = new ServerClock(clock);
  const api = connect(options, clock, serverClock);
  const connection = { api, serverClock, pageCache, accountDimensions };
  const content = createEndpointClient<SessionsQuery<OwnDimension>>(CONTENT, connection);
  return {
    ...content,
    content,
    dimensions: ({ signal } = {}) => api.requestDimensions(signal),
  };
}

function connect(
  options: SessionsClientOptions<string>,
  clock: Clock,
  serverClock: ServerClock,
) {
  const { credentials } = options;
  const scrub = createScrubber(credentials);
  return createSessionsApi({
    baseUrl: checkBaseUrl(options.baseUrl ?? baseUrlFromEnv()),
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
      throttle: options.throttle ?? createMemoryThrottle({ clock }),
      retry: { ...DEFAULT_RETRY, ...options.retry },
      rateLimitWaitMs: CONTENT.limits.retryAfterMs,
      attemptTimeoutMs: options.attemptTimeoutMs ?? 60_000,
      totalTimeoutMs: options.totalTimeoutMs ?? 300_000,
      maxBodyBytes: options.maxBodyBytes ?? 64 * 1024 * 1024,
      scrub,
    }),
  });
}
