/**
 * Query, collect and explain Conviva video sessions.
 *
 * @module
 */
export * from "../gen/facts.ts";
export type { components, operations, paths } from "../gen/schema.ts";
export type { AccountDimension } from "./client/account_dimension.ts";
export type { Fetch } from "./client/attempt.ts";
export { checkBaseUrl } from "./client/base_url.ts";
export { type Clock, systemClock } from "./client/clock.ts";
export { type ConnectionCause, connectionCause } from "./client/connection_cause.ts";
export {
  baseUrlFromEnv,
  type Credentials,
  credentialsFromEnv,
  type ReadEnv,
} from "./client/credentials.ts";
export * from "./client/memory_throttle.ts";
export { networkFetch } from "./client/network_fetch.ts";
export * from "./client/page_cache.ts";
export { createSharedCalls, type SharedCalls } from "./client/shared_calls.ts";
export type { PageAnswer, PageRequest, RequestPage } from "./client/request_page.ts";
export { DEFAULT_RETRY, type RetryPolicy } from "./client/retry.ts";
export { type Booking, CostError, type RateBudget, type Throttle } from "./client/throttle.ts";
export * from "./errors/mod.ts";
export * from "./query/mod.ts";
export * from "./session/mod.ts";
export * from "./sessions_client.ts";
export * from "./slicing/mod.ts";
export { VERSION } from "./version.ts";
export * from "./view/mod.ts";
