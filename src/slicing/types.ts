import type { Endpoint } from "../../gen/endpoint.ts";
import type { Clock } from "../client/clock.ts";
import type { RequestPage } from "../client/request/request_page.ts";
import type { TimeWindow } from "../query/time/time_window.ts";
import type { Coverage } from "../session/coverage/coverage.ts";
import type { Session } from "../session/session.ts";

/** How a range is collected. Everything has a default. */
export interface SliceOptions {
  /** Ends the collection, also while it waits. */
  readonly signal?: AbortSignal;
  /** Most requests at a time; at least 1. Default 4. */
  readonly concurrency?: number;
  /** Which end of the range comes first. Default `newest`. */
  readonly order?: "newest" | "oldest";
  /** Most sessions in all; at least 1. Default: the query's limit, or all. */
  readonly limit?: number;
  /** Windows no longer than this are not split further; at least 1. Default 1 ms. */
  readonly minWindowMs?: number;
  /** Sessions at which an earlier collection found the API to cut answers off. */
  readonly knownCut?: number;
  /** Hears of every page just before it is delivered. */
  readonly onProgress?: (progress: SliceProgress) => void;
  /**
   * What a window does whose request failed after all retries: `throw` ends the collection once the
   * windows before it are delivered, `gap` names it in the coverage and goes on. Errors that every
   * window would meet (credentials, permission, a wrong query) end the collection either way.
   * Default `throw`.
   */
  readonly onWindowError?: "throw" | "gap";
}

/** How far a collection is. */
export interface SliceProgress {
  /** Windows delivered. */
  readonly windows: number;
  /** Distinct sessions delivered. */
  readonly sessions: number;
  /** HTTP requests answered, retries included. */
  readonly requests: number;
  /** Part of the range that is done, 0 to 1. */
  readonly fraction: number;
  /** Responses that were full; their windows were asked again in parts where that could help. */
  readonly saturatedResponses: number;
  /** Parts of the range that are short of sessions. */
  readonly gaps: number;
}

/**
 * What shows that a window's answer is whole: it was far shorter than any limit; the density of its
 * neighbours says that no more was to be expected; its parts were asked and brought nothing new, or
 * those of a window with as many sessions;
 * other answers had exactly the limit, so that none is cut off below; nothing, it is short.
 */
export type WindowEvidence = "short" | "density" | "asked_again" | "exact_limit" | "none";

/** The sessions of one window. */
export interface SessionPage {
  /** The window. The windows of a collection touch and do not overlap. */
  readonly window: TimeWindow;
  /** The sessions, in the order of the collection by their start, unknown starts last. */
  readonly sessions: Session[];
  /** HTTP requests that the window took, retries and full responses included. */
  readonly requests: number;
  /** When it was answered, or a little before, by the API's clock, Unix milliseconds. */
  readonly answeredAtMs: number;
  /** What shows that all of the window came. */
  readonly evidence: WindowEvidence;
  /** What came back of the window, and what did not. */
  readonly coverage: Coverage;
}

/** A range, window by window. It can be iterated once. */
export interface SessionPages extends AsyncIterable<SessionPage> {
  /** The running total; final when the iteration has ended. */
  readonly coverage: Coverage;
}

/** A range, session by session. It can be iterated once. */
export interface SessionStream extends AsyncIterable<Session> {
  /** The running total, window by window; final when the iteration has ended. */
  readonly coverage: Coverage;
}

/** What a collection needs of the world. */
export interface SliceDeps {
  /** What is asked. */
  readonly endpoint: Endpoint;
  /** Sends one request, retries and throttle included. */
  readonly requestPage: RequestPage;
  /** Judges what is too old and what is in the future. */
  readonly clock: Pick<Clock, "now">;
}
