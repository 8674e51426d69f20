import createClient from "openapi-fetch";
import { TAG_PREFIX } from "../../gen/facts.ts";
import type { paths } from "../../gen/schema.ts";
import { ServerError } from "../errors/server_error.ts";
import { ResponseFormatError } from "../errors/response_format_error.ts";
import type { RequestDetails } from "../errors/sessions_error.ts";
import type { Filters } from "../query/checked_query.ts";
import { costError, filterCost } from "../query/filter_cost.ts";
import type { WireQuery } from "../query/sessions_query.ts";
import type { TimeWindow } from "../query/time_window.ts";
import { decodePage } from "../session/decode_page.ts";
import type { AskedWindow } from "../session/read_time.ts";
import { type DecodedPage, EMPTY_PAGE } from "../session/decoded_page.ts";
import { type AccountDimension, decodeAccountDimensions } from "./account_dimension.ts";
import type { Reading, ReadResponse } from "./read_response.ts";
import type { PageRequest, RequestPage } from "./request_page.ts";
import { bodyExcerpt, type Scrub } from "./scrubber.ts";
import { serializeQuery } from "./serializer.ts";
import { CostError } from "./throttle.ts";
import type { Transport } from "./transport.ts";

/** The endpoints, one method each; every call is one request and its retries. */
export interface SessionsApi {
  /**
   * Asks for the sessions of one window.
   *
   * @param caller On whose behalf, by identity.
   */
  readonly requestPage: (
    ...args: [...Parameters<RequestPage>, caller?: object]
  ) => ReturnType<RequestPage>;
  /** Asks for the dimensions that the account can filter by. */
  readonly requestDimensions: (
    signal?: AbortSignal,
    caller?: object,
  ) => Promise<AccountDimension[]>;
}

/** What the endpoints are reached with. */
export interface SessionsApiOptions {
  /** Checked base URL. */
  readonly baseUrl: string;
  /** Headers of every request, the `Authorization` among them. */
  readonly headers: Record<string, string>;
  readonly transport: Transport;
  readonly scrub: Scrub;
}

/** Makes the endpoints. */
export function createSessionsApi(options: SessionsApiOptions): SessionsApi {
  const { baseUrl, headers, transport, scrub } = options;
  const client = createClient<paths>({ baseUrl, headers, querySerializer: serializeQuery });
  /** One request: its cost and its reading go with it, hence a `fetch` for each. */
  const calling = <Content>(
    decodeBody: DecodeBody<Content>,
    cost: number,
    caller: object | undefined,
  ) => ({
    parseAs: "text" as const,
    fetch: (request: Request) =>
      transport({
        request,
        cost,
        caller,
        read: (body, details, sentAtMs) => decode(decodeBody, body, details, sentAtMs, scrub),
      }),
  });
  return {
    async requestPage({ window, limit, filters }: PageRequest, signal, caller) {
      const { response } = await client.GET("/sessions/content", {
        params: { query: wireQuery(window, limit, filters) },
        signal,
        ...calling(
          (body, details, nowMs) => readPage(body, details, { ...window, nowMs }),
          filterCost(filters),
          caller,
        ),
      }).catch((error) => {
        throw error instanceof CostError ? costError(filters, error) : error;
      });
      const { content, attempts, sentAtMs } = readingOf<DecodedPage>(response);
      const more = content.more === undefined ? {} : { more: scrub(content.more) };
      return { ...content, ...more, attempts, answeredAtMs: sentAtMs };
    },
    async requestDimensions(signal, caller) {
      const { response } = await client.GET("/sessions/_meta/references/dimensions", {
        signal,
        ...calling(readDimensions, 1, caller),
      });
      return readingOf<AccountDimension[]>(response).content;
    },
  };
}

const NO_CONTENT = [204, 205];
/** With these an answer is the whole one; 206 and 207, for example, speak of parts. */
const WHOLE_CONTENT = [200, 203];

/** Reads a page as its status says: one without content is empty and whole, a part is a part. */
function readPage(body: string, details: RequestDetails, asked: AskedWindow): DecodedPage {
  if (isNoContent(body, details)) return EMPTY_PAGE;
  const page = decodePage(body, details, asked);
  return WHOLE_CONTENT.includes(details.status!)
    ? page
    : { more: `The API answered with ${details.status}, which is a part of an answer`, ...page };
}

function readDimensions(body: string, details: RequestDetails): AccountDimension[] {
  return isNoContent(body, details) ? [] : decodeAccountDimensions(body, details);
}

function isNoContent(body: string, { status }: RequestDetails): boolean {
  return body === "" && status !== undefined && NO_CONTENT.includes(status);
}

/** What the transport made of a response; the client hands it through as it is. */
function readingOf<Content>(response: Response): Reading<Content> {
  return (response as ReadResponse<Content>).reading;
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

/** Reads a body. */
type DecodeBody<Content> = (body: string, details: RequestDetails, sentAtMs: number) => Content;

/** The same, but what goes wrong is told without credentials. */
function decode<Content>(
  decodeBody: DecodeBody<Content>,
  body: string,
  details: RequestDetails,
  sentAtMs: number,
  scrub: Scrub,
): Content {
  try {
    return decodeBody(body, details, sentAtMs);
  } catch (error) {
    const request = { ...details, bodyExcerpt: bodyExcerpt(body, scrub) };
    if (error instanceof ResponseFormatError) {
      throw new ResponseFormatError(scrub(error.message), request);
    }
    if (error instanceof ServerError) {
      throw new ServerError(scrub(error.message), request, error.retryable);
    }
    throw error;
  }
}
