import createClient from "openapi-fetch";
import type { Endpoint } from "../../gen/endpoint.ts";
import type { paths } from "../../gen/schema.ts";
import { type RequestDetails, ResponseFormatError, ServerError } from "../errors.ts";
import type { Filters } from "../query/check/checked_query.ts";
import { perEndpoint } from "../query/per_endpoint.ts";
import { costError, requestCost } from "../query/request_cost.ts";
import type { TimeWindow } from "../query/time/time_window.ts";
import { partClaim } from "../session/coverage/gaps.ts";
import { decodePage } from "../session/decode/decode_page.ts";
import type { AskedWindow } from "../session/decode/read_time.ts";
import { type DecodedPage, EMPTY_PAGE } from "../session/decode/decoded_page.ts";
import { type AccountDimension, decodeAccountDimensions } from "./request/account_dimension.ts";
import { callersNameOf } from "./response/blamed_parameter.ts";
import type { Reading, ReadResponse } from "./response/read_response.ts";
import type { PageRequest, RequestPage } from "./request/request_page.ts";
import { bodyExcerpt, type Scrub } from "./response/scrubber.ts";
import { type EndpointQuery, serializeQuery } from "./request/serializer.ts";
import { CostError } from "./throttle/throttle.ts";
import type { Call, Transport } from "./transport/transport.ts";

/** The endpoints, one method each; every call is one request and its retries. */
export interface SessionsApi {
  /**
   * Asks an endpoint for the sessions of one window.
   *
   * @param caller On whose behalf, by identity.
   */
  readonly requestPage: (endpoint: Endpoint, caller: object) => RequestPage;
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

/** The endpoints that list sessions, each at the path of its value: which there are, the caller knows. */
interface EndpointPaths {
  readonly [path: string]: {
    readonly get: {
      readonly parameters: { readonly query: EndpointQuery };
      readonly responses: { readonly 200: { readonly content: { "application/json": unknown } } };
    };
  };
}

/** Makes the endpoints. */
export function createSessionsApi(options: SessionsApiOptions): SessionsApi {
  const { baseUrl, headers, transport, scrub } = options;
  const endpoints = createClient<EndpointPaths>({ baseUrl, headers });
  const references = createClient<paths>({ baseUrl, headers });
  /** One request: its cost and its reading go with it, hence a `fetch` for each. */
  const calling = <Content>(
    decodeBody: DecodeBody<Content>,
    { cost, callersName, caller }: Pick<Call<Content>, "cost" | "callersName" | "caller">,
  ) => ({
    parseAs: "text" as const,
    fetch: (request: Request) =>
      transport({
        request,
        cost,
        callersName,
        caller,
        read: (body, details, sentAtMs) => decode(decodeBody, body, details, sentAtMs, scrub),
      }),
  });
  return {
    requestPage: (endpoint, caller) => async ({ window, limit, filters }: PageRequest, signal) => {
      const { response } = await endpoints.GET(endpoint.path, {
        params: { query: endpointQuery(window, limit, filters, endpoint) },
        querySerializer: (query) => serializeQuery(query, endpoint),
        signal,
        ...calling(
          (body, details, nowMs) => readPage(body, endpoint, details, { ...window, nowMs }),
          {
            cost: requestCost(filters, endpoint.limits.accountRate),
            callersName: callersNameOf(endpoint),
            caller,
          },
        ),
      }).catch((error) => {
        throw error instanceof CostError ? costError(filters, error) : error;
      });
      const { content, attempts, sentAtMs } = readingOf<DecodedPage>(response);
      const more = content.more === undefined ? {} : { more: scrub(content.more) };
      return { ...content, ...more, attempts, answeredAtMs: sentAtMs };
    },
    async requestDimensions(signal, caller) {
      const { response } = await references.GET("/sessions/_meta/references/dimensions", {
        signal,
        ...calling(readDimensions, { cost: 1, callersName: noName, caller }),
      });
      return readingOf<AccountDimension[]>(response).content;
    },
  };
}

const NO_CONTENT = [204, 205];
/** With these an answer is the whole one; 206 and 207, for example, speak of parts. */
const WHOLE_CONTENT = [200, 203];

/** Reads a page as its status says: one without content is empty and whole, a part is a part. */
function readPage(
  body: string,
  endpoint: Endpoint,
  details: RequestDetails,
  asked: AskedWindow,
): DecodedPage {
  if (isNoContent(body, details)) return EMPTY_PAGE;
  const page = decodePage(body, endpoint, details, asked);
  return WHOLE_CONTENT.includes(details.status!)
    ? page
    : { more: partClaim(details.status!), ...page };
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

const limitParameter = perEndpoint(({ parameters }) =>
  Object.keys(parameters).find((name) => parameters[name]!.role === "limit")!
);

/** The list of dimensions has no parameters. */
function noName(): undefined {}

function endpointQuery(
  window: TimeWindow,
  limit: number,
  filters: Filters,
  endpoint: Endpoint,
): EndpointQuery {
  const { range, tagPrefix } = endpoint;
  const tags = Object.entries(filters.tags).map(([name, value]) => [tagPrefix + name, value]);
  return {
    parameters: {
      [range.start]: window.startMs,
      [range.end]: window.endMs,
      [limitParameter(endpoint)]: limit,
      ...filters.parameters,
    },
    tags: Object.fromEntries(tags),
    dimensions: filters.dimensions,
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
