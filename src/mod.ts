/**
 * Query, collect and explain Conviva video sessions.
 *
 * @module
 */
export type {
  AnswerFact,
  ApiFact,
  DimensionFact,
  Endpoint,
  FieldFact,
  Grade,
  KeyFact,
  LimitFacts,
  LiveFact,
  MeasureName,
  OutcomeFact,
  ParameterFact,
  RangeFact,
  RateFact,
} from "../gen/endpoint.ts";
export { API, CONTENT } from "../gen/endpoints.ts";
export type { ContentDimension, ContentField, ContentParameter } from "../gen/endpoints.ts";
export type { components, operations } from "../gen/schema.ts";

export type { EndpointClient, RequestOptions } from "./endpoint_client.ts";
export type { SessionsClientOptions } from "./connection.ts";
export { createSessionsClient, type SessionsClient } from "./sessions_client.ts";
export type { AccountDimension } from "./client/request/account_dimension.ts";
export type { Fetch } from "./client/transport/attempt.ts";
export type { Clock } from "./client/clock.ts";
export {
  baseUrlFromEnv,
  type Credentials,
  credentialsFromEnv,
  type ReadEnv,
} from "./client/credentials.ts";
export type { MemoryThrottleOptions } from "./client/throttle/memory_throttle.ts";
export { networkFetch } from "./client/transport/network_fetch.ts";
export { createPageCache, type PageCache, type PageCacheOptions } from "./client/page_cache.ts";
export type { PageAnswer, PageRequest, RequestPage } from "./client/request/request_page.ts";
export type { RetryPolicy } from "./client/transport/retry.ts";
export {
  type Booking,
  CostError,
  type RateBudget,
  type Throttle,
} from "./client/throttle/throttle.ts";

export type { CheckedQuery, Filters } from "./query/check/checked_query.ts";
export type { QueryOf, SessionsQuery, TimeInput, WireQuery } from "./query/sessions_query.ts";
export type { TimeWindow } from "./query/time/time_window.ts";

export type {
  SessionPage,
  SessionPages,
  SessionStream,
  SliceOptions,
  SliceProgress,
  WindowEvidence,
} from "./slicing/types.ts";
export type {
  Coverage,
  CoverageGap,
  CoverageNotice,
  GapReason,
} from "./session/coverage/coverage.ts";
export type { DecodedPage } from "./session/decode/decoded_page.ts";

export { fieldValue } from "./session/decode/field_value.ts";
export { formatOutcome, type Outcome } from "./session/outcome.ts";
export type { Redactor, RedactorOptions } from "./session/redaction/redactor.ts";
export type { Session, SpecFields } from "./session/session.ts";
export {
  createMemoryThrottle,
  createRedactor,
  dimensionValue,
  dimensionValues,
  outcomeOf,
  sessionKey,
} from "./content.ts";

export {
  type Allowed,
  AuthenticationError,
  ConnectionError,
  type Correction,
  PayloadTooLargeError,
  PermissionError,
  QueryError,
  type QueryFinding,
  RateLimitError,
  type RequestDetails,
  ResponseFormatError,
  ServerError,
  SessionsError,
  type SessionsErrorCode,
  type TimeFormat,
  TimeoutError,
  type WayOut,
} from "./errors.ts";
export { VERSION } from "./version.ts";
