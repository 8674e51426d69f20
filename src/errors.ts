/** What went wrong, for a caller that decides by it; one per error class. */
export type SessionsErrorCode =
  | "query"
  | "authentication"
  | "permission"
  | "rate_limit"
  | "payload_too_large"
  | "server"
  | "connection"
  | "timeout"
  | "response_format";

/** The request behind an error. None of it holds the credentials. */
export interface RequestDetails {
  /** HTTP method. */
  readonly method?: string;
  /** Host of the URL, with its port if that is not the usual one. */
  readonly host?: string;
  /** Path of the URL, without its query. */
  readonly path?: string;
  /** HTTP status, if there was a response. */
  readonly status?: number;
  /** How many attempts were made, the first one included. */
  readonly attempts?: number;
  /** What the API says about a request that it refused, on one line; empty if it says nothing. */
  readonly statement?: string;
  /** The beginning of the response body, at most 300 characters. */
  readonly bodyExcerpt?: string;
}

/**
 * The errors of this library; `code` and the subclass say what a caller can do about one.
 *
 * @example Decide by the code
 * ```ts
 * import { createSessionsClient, SessionsError } from "@conviva-sessions/conviva-sessions";
 * import { assertEquals } from "@std/assert";
 *
 * const client = createSessionsClient({ credentials: { clientId: "id", clientSecret: "secret" } });
 * try {
 *   await client.search({ last: "40d" });
 * } catch (error) {
 *   if (!(error instanceof SessionsError)) throw error;
 *   assertEquals([error.code, error.retryable], ["query", false]);
 * }
 * ```
 */
export abstract class SessionsError extends Error {
  /** Name of the class, kept when a bundler renames that. */
  abstract override readonly name: string;
  /** What went wrong. */
  abstract readonly code: SessionsErrorCode;
  /** Whether the same request may succeed later. */
  abstract readonly retryable: boolean;
  /** The request behind the error; empty if none was sent. */
  readonly request: RequestDetails;

  /** Makes an error about a request. */
  constructor(message: string, request: RequestDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.request = request;
  }

  /** The error as plain data, the same for a script, a shell and an assistant. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, retryable, request } = this;
    return { name, code, message, retryable, request };
  }
}

/** Part of a query, as data. */
export type Correction = Readonly<Record<string, unknown>>;

/**
 * What is allowed: words that are the same for everybody, or what every front end spells in its own
 * way: a time in a format, a time range, a dimension.
 */
export type Allowed =
  | string
  | { readonly kind: "time"; readonly format: TimeFormat }
  | { readonly kind: "range" }
  | { readonly kind: "dimension" };

/** How a time is written: as one of the API's formats, or as any that the library takes. */
export type TimeFormat = "any" | "iso8601" | "epoch_s" | "epoch_ms";

/** One thing that is wrong with a query, in parts: a front end spells them as its users write. */
export interface QueryFinding {
  /** The parameter, as the library has it, for example `limit` or `dimensions.device_os`. */
  readonly parameter: string;
  /** What was received, as text; absent if it was the API that refused it. */
  readonly received?: string;
  /** The rule that is broken; in the API's own words, if it was the API that refused it. */
  readonly problem: string;
  /** What is allowed; absent if it was the API that refused it. */
  readonly allowed?: Allowed;
  /** What was meant; absent where that is not known, or where the API cannot do it. */
  readonly correction?: Correction;
  /** How to get what was meant where no part of a query says it. */
  readonly wayOut?: WayOut;
}

/** A way to what was meant that is not a correction; every front end has its own words for it. */
export type WayOut =
  /** Ask for all sessions, and pick those that are meant from what comes. */
  | "filter_locally"
  /** Say which time zone a time is in. */
  | "time_zone"
  /** Ask window by window. */
  | "windows"
  /** Ask for all sessions of the range. */
  | "all_sessions"
  /** See which dimensions there are. */
  | "dimensions"
  /** Ask once for each value. */
  | "one_call_each"
  /** Ask for sessions of every outcome: how many of them went so is a metric. */
  | "rate_of_all";

/**
 * The query is wrong: it was refused before it left the machine, or by the API with 400 or 422.
 *
 * @example See what is wrong, and what was meant
 * ```ts
 * import { createSessionsClient, QueryError } from "@conviva-sessions/conviva-sessions";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const client = createSessionsClient({ credentials: { clientId: "id", clientSecret: "secret" } });
 * const error = await assertRejects(
 *   () => client.search({ last: "1h", limit: 5000 }),
 *   QueryError,
 * );
 * const [finding] = error.findings;
 * assertEquals(finding?.parameter, "limit");
 * assertEquals(finding?.correction, { limit: 1500 });
 * ```
 */
export class QueryError extends SessionsError {
  /** Name of the class. */
  override readonly name = "QueryError";
  /** What went wrong: `query`. */
  readonly code = "query";
  /** The same request will fail again. */
  readonly retryable = false;
  /**
   * All that is wrong, in the order of the query; of a refusal of the API those parameters that it
   * names, none if it does not say.
   */
  readonly findings: readonly QueryFinding[];

  /** Makes an error of all findings. */
  constructor(message: string, findings: readonly QueryFinding[], request?: RequestDetails) {
    super(message, request);
    this.findings = findings;
  }

  /** The error as plain data, with its findings. */
  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), findings: this.findings };
  }
}

/**
 * The API refused the key pair with 401, or there are no credentials.
 *
 * @example A key pair that is wrong
 * ```ts
 * import { createSessionsClient, AuthenticationError } from "@conviva-sessions/conviva-sessions";
 * import { assertRejects } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: { clientId: "id", clientSecret: "secret" },
 *   fetch: () => Promise.resolve(new Response("", { status: 401 })),
 * });
 * await assertRejects(() => client.search({ last: "1h" }), AuthenticationError);
 * ```
 */
export class AuthenticationError extends SessionsError {
  /** Name of the class. */
  override readonly name = "AuthenticationError";
  /** What went wrong: `authentication`. */
  readonly code = "authentication";
  /** The same request will fail again. */
  readonly retryable = false;
}

/**
 * The account lacks the API: 403.
 *
 * @example An account without the API
 * ```ts
 * import { createSessionsClient, PermissionError } from "@conviva-sessions/conviva-sessions";
 * import { assertRejects } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: { clientId: "id", clientSecret: "secret" },
 *   fetch: () => Promise.resolve(new Response("", { status: 403 })),
 * });
 * await assertRejects(() => client.search({ last: "1h" }), PermissionError);
 * ```
 */
export class PermissionError extends SessionsError {
  /** Name of the class. */
  override readonly name = "PermissionError";
  /** What went wrong: `permission`. */
  readonly code = "permission";
  /** The same request will fail again. */
  readonly retryable = false;
}

/**
 * A rate limit was exceeded: 429 after all retries.
 *
 * @example Wait as long as the API asks
 * ```ts
 * import { createSessionsClient, RateLimitError } from "@conviva-sessions/conviva-sessions";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: { clientId: "id", clientSecret: "secret" },
 *   fetch: () => Promise.resolve(new Response("", { status: 429, headers: { "retry-after": "7" } })),
 *   retry: { maxAttempts: 1 },
 * });
 * const error = await assertRejects(() => client.search({ last: "1h" }), RateLimitError);
 * assertEquals(error.retryAfterMs, 7000);
 * ```
 */
export class RateLimitError extends SessionsError {
  /** Name of the class. */
  override readonly name = "RateLimitError";
  /** What went wrong: `rate_limit`. */
  readonly code = "rate_limit";
  /** The same request may succeed later. */
  readonly retryable = true;
  /** How long to wait before the next request. */
  readonly retryAfterMs: number;

  /** Makes an error that says how long to wait. */
  constructor(message: string, request: RequestDetails, retryAfterMs: number) {
    super(message, request);
    this.retryAfterMs = retryAfterMs;
  }

  /** The error as plain data, with the wait. */
  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), retryAfterMs: this.retryAfterMs };
  }
}

/**
 * The response would be too large: 413. A narrower range helps.
 *
 * @example A range with too much in it
 * ```ts
 * import { createSessionsClient, PayloadTooLargeError } from "@conviva-sessions/conviva-sessions";
 * import { assertRejects } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: { clientId: "id", clientSecret: "secret" },
 *   fetch: () => Promise.resolve(new Response("", { status: 413 })),
 * });
 * await assertRejects(() => client.search({ last: "1h" }), PayloadTooLargeError);
 * ```
 */
export class PayloadTooLargeError extends SessionsError {
  /** Name of the class. */
  override readonly name = "PayloadTooLargeError";
  /** What went wrong: `payload_too_large`. */
  readonly code = "payload_too_large";
  /** The same request will fail again. */
  readonly retryable = false;
}

/**
 * The API failed, whatever the status says, or answered with one that it is not known for.
 *
 * @example An API that is out of order
 * ```ts
 * import { createSessionsClient, ServerError } from "@conviva-sessions/conviva-sessions";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: { clientId: "id", clientSecret: "secret" },
 *   fetch: () => Promise.resolve(new Response("", { status: 503 })),
 *   retry: { maxAttempts: 1 },
 * });
 * const error = await assertRejects(() => client.search({ last: "1h" }), ServerError);
 * assertEquals([error.retryable, error.request.status], [true, 503]);
 * ```
 */
export class ServerError extends SessionsError {
  /** Name of the class. */
  override readonly name = "ServerError";
  /** What went wrong: `server`. */
  readonly code = "server";
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;

  /** Makes an error; unless told, one with 408 or 5xx is worth a retry. */
  constructor(message: string, request: RequestDetails = {}, retryable?: boolean) {
    super(message, request);
    const { status = 0 } = request;
    this.retryable = retryable ?? (status === 408 || status >= 500);
  }
}

/**
 * No answer came: there was no connection, or it broke, or a redirect led to another origin.
 *
 * @example No network
 * ```ts
 * import { createSessionsClient, ConnectionError } from "@conviva-sessions/conviva-sessions";
 * import { assertRejects } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: { clientId: "id", clientSecret: "secret" },
 *   fetch: () => Promise.reject(new TypeError("no network")),
 *   retry: { maxAttempts: 1 },
 * });
 * await assertRejects(() => client.search({ last: "1h" }), ConnectionError);
 * ```
 */
export class ConnectionError extends SessionsError {
  /** Name of the class. */
  override readonly name = "ConnectionError";
  /** What went wrong: `connection`. */
  readonly code = "connection";
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;

  /** Whether the request may have reached the API, and so count against the rate limit. */
  readonly sent: boolean;

  /** Whether the runtime does not let this program reach the host: Deno without `--allow-net`. */
  readonly lacksPermission: boolean;

  /** Makes an error; one about a redirect is not worth a retry. */
  constructor(
    message: string,
    request: RequestDetails,
    retryable = true,
    sent = true,
    lacksPermission = false,
  ) {
    super(message, request);
    this.retryable = retryable;
    this.sent = sent;
    this.lacksPermission = lacksPermission;
  }
}

/**
 * No answer came in time, within an attempt or within all of them.
 *
 * @example An API that is silent
 * ```ts
 * import { createSessionsClient, TimeoutError } from "@conviva-sessions/conviva-sessions";
 * import { assertRejects } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: { clientId: "id", clientSecret: "secret" },
 *   fetch: ({ signal }) =>
 *     new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
 *   attemptTimeoutMs: 1,
 *   retry: { maxAttempts: 1 },
 * });
 * await assertRejects(() => client.search({ last: "1h" }), TimeoutError);
 * ```
 */
export class TimeoutError extends SessionsError {
  /** Name of the class. */
  override readonly name = "TimeoutError";
  /** What went wrong: `timeout`. */
  readonly code = "timeout";
  /** The same request may succeed later. */
  readonly retryable = true;
}

/**
 * The answer is not what the API is known to answer: not JSON, cut off, or without sessions.
 *
 * @example A page where sessions should be
 * ```ts
 * import { createSessionsClient, ResponseFormatError } from "@conviva-sessions/conviva-sessions";
 * import { assertRejects } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: { clientId: "id", clientSecret: "secret" },
 *   fetch: () => Promise.resolve(new Response("<html>Hello</html>")),
 *   retry: { maxAttempts: 1 },
 * });
 * await assertRejects(() => client.search({ last: "1h" }), ResponseFormatError);
 * ```
 */
export class ResponseFormatError extends SessionsError {
  /** Name of the class. */
  override readonly name = "ResponseFormatError";
  /** What went wrong: `response_format`. */
  readonly code = "response_format";
  /** The same request may succeed later. */
  readonly retryable = true;
}
