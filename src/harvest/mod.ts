/**
 * Collects sessions into DuckDB and Parquet, resumable, reads them back and queries them in SQL. Beside
 * web standards it needs Deno and a native addon, which is loaded when it is first used.
 *
 * @module
 */
export { StorageError, type StorageErrorCode } from "./storage_error.ts";
export { harvest } from "./harvest.ts";
export type {
  HarvestClient,
  HarvestOptions,
  HarvestProgress,
  HarvestSummary,
} from "./harvest_options.ts";
export type { OutputKind } from "./ledger/output_identity.ts";
export { type ReadOptions, readSessions } from "./read_sessions.ts";
export { outputRange, outputTables } from "./tables/output_tables.ts";
export type { Setback } from "./session_store.ts";
export type { JsonValue } from "./sql/json_value.ts";
export { querySql, type QuerySqlOptions, type SqlColumn, type SqlResult } from "./sql/query_sql.ts";
export type { components } from "../../gen/schema.ts";
export type { Clock } from "../client/clock.ts";
export type { EndpointClient, RequestOptions } from "../endpoint_client.ts";
export type { CheckedQuery, Filters } from "../query/check/checked_query.ts";
export type { QueryOf, SessionsQuery } from "../query/sessions_query.ts";
export type { TimeWindow } from "../query/time/time_window.ts";
export type {
  Coverage,
  CoverageGap,
  CoverageNotice,
  GapReason,
} from "../session/coverage/coverage.ts";
export type { Session } from "../session/session.ts";
export type {
  SessionPage,
  SessionPages,
  SessionStream,
  SliceOptions,
  SliceProgress,
  WindowEvidence,
} from "../slicing/types.ts";
