import type { Endpoint } from "../gen/endpoint.ts";
import type { Clock } from "./client/clock.ts";
import type { RequestPage } from "./client/request/request_page.ts";
import { unreachedGaps, withinReach } from "./client/request/within_reach.ts";
import type { Connection } from "./connection.ts";
import { checkQuery } from "./query/check/check_query.ts";
import type { CheckedQuery } from "./query/check/checked_query.ts";
import type { SessionsQuery } from "./query/sessions_query.ts";
import { pageCoverage } from "./session/coverage/page_coverage.ts";
import { slicePages } from "./slicing/slice_pages.ts";
import { sliceSessions } from "./slicing/slice_sessions.ts";
import type { SessionPage, SessionPages, SessionStream, SliceOptions } from "./slicing/types.ts";

/** Options of a single request. */
export interface RequestOptions {
  /** Ends the request, also while it waits. */
  readonly signal?: AbortSignal;
}

/**
 * Asks one endpoint.
 *
 * @typeParam Query What a caller may ask.
 */
export interface EndpointClient<Query> {
  /** The endpoint: its limits, filters and fields. */
  readonly endpoint: Endpoint;
  /** The base URL that it asks: what comes from another is not the same. */
  readonly source: string;
  /** The API's clock, as far as its answers tell, with the timers of the client. */
  readonly clock: Clock;
  /**
   * Checks a query as `pages()` does, and asks nothing. `pages()` and `sessions()` take what it
   * returns, and do not check it again.
   *
   * @throws QueryError if it breaks a rule.
   */
  check(query: Query | CheckedQuery): CheckedQuery;
  /**
   * Asks once, under exactly the limits of the API.
   *
   * @throws QueryError before anything is sent if the query breaks a rule or costs more of the rate
   * limit than the throttle spends; otherwise the SessionsError that fits.
   */
  search(query: Query, options?: RequestOptions): Promise<SessionPage>;
  /**
   * Asks for any range that the API reaches, window by window, without duplicates.
   *
   * @throws QueryError before anything is sent; while iterating, the SessionsError that fits.
   */
  pages(query: Query | CheckedQuery, options?: SliceOptions): SessionPages;
  /** The sessions of `pages()`, one by one. */
  sessions(query: Query | CheckedQuery, options?: SliceOptions): SessionStream;
}

/** Makes the client of an endpoint. */
export function createEndpointClient<Query = SessionsQuery>(
  endpoint: Endpoint,
  { api, source, clock, serverClock, pageCache, accountDimensions }: Connection,
): EndpointClient<Query> {
  const { limits } = endpoint;
  /** Each call is a caller of its own, so that a long one lets others go between. */
  const requestPageOfCall = (): RequestPage => {
    const ask = withinReach(api.requestPage(endpoint, {}), serverClock, limits.maxAgeMs);
    return pageCache ? (request, signal) => pageCache.through(request, ask, signal) : ask;
  };
  const slicingOfCall = () => ({
    endpoint,
    requestPage: requestPageOfCall(),
    clock: serverClock,
  });
  const check = (query: Query | CheckedQuery, requests: "one" | "many") =>
    // Whatever a caller's type allows is checked like anything else that may come.
    checkQuery(query as SessionsQuery | CheckedQuery, {
      endpoint,
      nowMs: serverClock.now(),
      requests,
      accountDimensions,
    });
  return {
    endpoint,
    source,
    clock: { now: () => serverClock.now(), setTimer: clock.setTimer },
    check: (query) => check(query, "many"),
    async search(query, { signal } = {}) {
      const { range, limit = limits.defaultSessions, filters } = check(query, "one");
      const request = { endpoint: endpoint.name, window: range, limit, filters };
      const answer = await requestPageOfCall()(request, signal);
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
    pages: (query, slice) => slicePages(check(query, "many"), slicingOfCall(), slice),
    sessions: (query, slice) => sliceSessions(check(query, "many"), slicingOfCall(), slice),
  };
}
