import type { Filters } from "../../query/check/checked_query.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import type { DecodedPage } from "../../session/decode/decoded_page.ts";

/** One request to an endpoint. */
export interface PageRequest {
  /** Name of the endpoint. */
  readonly endpoint: string;
  /** The range, at most as long as the endpoint allows. */
  readonly window: TimeWindow;
  /** Most sessions in the response, as many as the endpoint allows. */
  readonly limit: number;
  /** What the sessions must match. */
  readonly filters: Filters;
}

/** What one request brought. */
export interface PageAnswer extends DecodedPage {
  /** When the answer was made by the API's clock, Unix milliseconds. */
  readonly answeredAtMs: number;
  /** HTTP requests made, retries included. */
  readonly attempts: number;
  /** The part of the window that was asked for, if the API's clock does not reach all of it. */
  readonly reached?: TimeWindow;
}

/**
 * Sends one request, retries and throttle included.
 *
 * @throws SessionsError of the kind that fits; the signal's reason if it aborts.
 */
export type RequestPage = (request: PageRequest, signal?: AbortSignal) => Promise<PageAnswer>;
