import createClient from "openapi-fetch";
import { API, TAG_PREFIX } from "../../gen/facts.ts";
import type { paths } from "../../gen/schema.ts";
import { ResponseFormatError } from "../errors/response_format_error.ts";
import type { RequestDetails } from "../errors/sessions_error.ts";
import type { Filters } from "../query/checked_query.ts";
import { filterCost } from "../query/filter_cost.ts";
import type { WireQuery } from "../query/sessions_query.ts";
import type { TimeWindow } from "../query/time_window.ts";
import { decodePage } from "../session/decode_page.ts";
import { type AccountDimension, decodeAccountDimensions } from "./account_dimension.ts";
import { ReadResponse } from "./read_response.ts";
import type { PageRequest, RequestPage } from "./request_page.ts";
import { bodyExcerpt, type Scrub } from "./scrubber.ts";
import { serializeQuery } from "./serializer.ts";
import type { Transport } from "./transport.ts";

/** The endpoints, one method each; every call is one request and its retries. */
export interface SessionsApi {
  /** Asks for the sessions of one window. */
  readonly requestPage: RequestPage;
  /** Asks for the dimensions that the account can filter by. */
  readonly requestDimensions: (signal?: AbortSignal) => Promise<AccountDimension[]>;
}

/** What the endpoints are reached with. */
export interface SessionsApiOptions {
  /** Checked base URL. */
  readonly baseUrl: string;
  /** Headers of every request, the `Authorization` among them. */
  readonly headers: Record<string, string>;
  readonly transport: Transport;
  readonly scrub: Scrub;
  /** The present in Unix milliseconds. */
  readonly now: () => number;
}

/** Makes the endpoints. */
export function createSessionsApi(options: SessionsApiOptions): SessionsApi {
  const { baseUrl, headers, transport, scrub } = options;
  const client = createClient<paths>({ baseUrl, headers, querySerializer: serializeQuery });
  // A cost goes with each request, hence a `fetch` for each.
  const costing = (cost: number) => ({
    parseAs: "text" as const,
    fetch: (request: Request) => transport(request, cost),
  });
  return {
    async requestPage({ window, limit, filters }: PageRequest, signal) {
      const { data, response } = await client.GET("/sessions/content", {
        params: { query: wireQuery(window, limit, filters) },
        signal,
        ...costing(filterCost(filters)),
      });
      const details = requestDetails(API.contentPath, response);
      return {
        ...decode(decodePage, data ?? "", details, scrub),
        attempts: details.attempts,
        answeredAtMs: options.now(),
      };
    },
    async requestDimensions(signal) {
      const { data, response } = await client.GET("/sessions/_meta/references/dimensions", {
        signal,
        ...costing(1),
      });
      const details = requestDetails(API.dimensionsPath, response);
      return decode(decodeAccountDimensions, data ?? "", details, scrub);
    },
  };
}

function wireQuery(window: TimeWindow, limit: number, filters: Filters): WireQuery {
  const tags = Object.entries(filters.tags).map(([name, value]) => [TAG_PREFIX + name, value]);
  return {
    start_epoch_ms: window.startMs,
    end_epoch_ms: window.endMs,
    limit,
    ...filters.parameters,
    tags: Object.fromEntries(tags),
    // Names beyond the catalogue were let through by the check on the caller's word.
    dimensions: filters.dimensions as WireQuery["dimensions"],
  };
}

function requestDetails(path: string, response: Response) {
  const attempts = response instanceof ReadResponse ? response.attempts : 1;
  return { method: "GET", path, status: response.status, attempts };
}

/** Decodes a body; if that fails, the excerpt in the error is without credentials. */
function decode<T>(
  decodeBody: (body: string, details: RequestDetails) => T,
  body: string,
  details: RequestDetails,
  scrub: Scrub,
): T {
  try {
    return decodeBody(body, details);
  } catch (error) {
    if (!(error instanceof ResponseFormatError)) throw error;
    throw new ResponseFormatError(scrub(error.message), {
      ...details,
      bodyExcerpt: bodyExcerpt(body, scrub),
    });
  }
}
