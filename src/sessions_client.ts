import { LIMITS } from "../gen/facts.ts";
import type { AccountDimension } from "./client/account_dimension.ts";
import type { Fetch } from "./client/attempt.ts";
import { checkBaseUrl } from "./client/base_url.ts";
import { type Clock, systemClock } from "./client/clock.ts";
import { baseUrlFromEnv, basicAuthorization, type Credentials } from "./client/credentials.ts";
import { createMemoryThrottle } from "./client/memory_throttle.ts";
import { networkFetch } from "./client/network_fetch.ts";
import type { PageCache } from "./client/page_cache.ts";
import type { RequestPage } from "./client/request_page.ts";
import { DEFAULT_RETRY, type RetryPolicy } from "./client/retry.ts";
import { ServerClock } from "./client/server_clock.ts";
import { unreachedGaps, withinReach } from "./client/within_reach.ts";
import { createScrubber } from "./client/scrubber.ts";
import { createSessionsApi } from "./client/sessions_api.ts";
import type { Throttle } from "./client/throttle.ts";
import { createTransport } from "./client/transport.ts";
import { checkQuery } from "./query/check_query.ts";
import type { SessionsQuery } from "./query/sessions_query.ts";
import { pageCoverage } from "./session/page_coverage.ts";
import { slicePages, sliceSessions } from "./slicing/mod.ts";
import type { SessionPage, SessionPages, SessionStream, SliceOptions } from "./slicing/mod.ts";
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

/** Options of a single request. */
export interface RequestOptions {
  /** Ends the request, also while it waits. */
  readonly signal?: AbortSignal;
}

/**
 * Asks the Sessions V3 API.
 *
 * @typeParam OwnDimension Dimensions of the account's own that queries may use.
 */
export interface SessionsClient<OwnDimension extends string = never> {
  /**
   * Asks once, under exactly the limits of the API.
   *
   * @throws QueryError before anything is sent if the query breaks a rule or costs more of the rate
   * limit than the throttle spends; otherwise the SessionsError that fits.
   */
  search(query: SessionsQuery<OwnDimension>, options?: RequestOptions): Promise<SessionPage>;
  /**
   * Asks for any range that the API reaches, window by window, without duplicates.
   *
   * @throws QueryError before anything is sent; while iterating, the SessionsError that fits.
   */
  pages(query: SessionsQuery<OwnDimension>, options?: SliceOptions): SessionPages;
  /** The sessions of `pages()`, one by one. */
  sessions(query: SessionsQuery<OwnDimension>, options?: SliceOptions): SessionStream;
  /** Lists the dimensions that the account can filter by. */
  dimensions(options?: RequestOptions): Promise<AccountDimension[]>;
}

/**
 * Makes a client of the Sessions V3 API.
 *
 * @example Count the failed starts of the last hour
 * ```ts ignore
 * const client = createSessionsClient({ credentials: credentialsFromEnv() });
 * const page = await client.search({ last: "1h", is_video_start_failure: true, limit: 200 });
 * console.log(page.sessions.length, page.coverage.complete);
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
  /** Each call is a caller of its own, so that a long one lets others go between. */
  const requestPageOfCall = (): RequestPage => {
    const caller = {};
    const ask = withinReach(
      (request, signal) => api.requestPage(request, signal, caller),
      serverClock,
    );
    return pageCache ? (request, signal) => pageCache.through(request, ask, signal) : ask;
  };
  const slicingOfCall = () => ({ requestPage: requestPageOfCall(), clock: serverClock });
  const check = (query: SessionsQuery<OwnDimension>, window: "single" | "any") =>
    checkQuery(query, { nowMs: serverClock.now(), window, accountDimensions });
  return {
    async search(query, { signal } = {}) {
      const { range, limit = LIMITS.defaultSessions, filters } = check(query, "single");
      const answer = await requestPageOfCall()({ window: range, limit, filters }, signal);
      const { sessions, attempts } = answer;
      const coverage = pageCoverage(range, limit, answer, unreachedGaps(range, answer));
      return {
        window: range,
        sessions,
        requests: attempts,
        answeredAtMs: answer.answeredAtMs,
        evidence: coverage.complete ? "short" : "none",
        coverage,
      };
    },
    pages: (query, slice) => slicePages(check(query, "any"), slicingOfCall(), slice),
    sessions: (query, slice) => sliceSessions(check(query, "any"), slicingOfCall(), slice),
    dimensions: ({ signal } = {}) => api.requestDimensions(signal, {}),
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
      attemptTimeoutMs: options.attemptTimeoutMs ?? 60_000,
      totalTimeoutMs: options.totalTimeoutMs ?? 300_000,
      maxBodyBytes: options.maxBodyBytes ?? 64 * 1024 * 1024,
      scrub,
    }),
  });
}
