/**
 * Collects sessions into DuckDB and Parquet, resumable, and queries what was collected. Beside web
 * standards it needs Deno and a native addon, which is loaded when it is first used.
 *
 * @module
 */
export * from "./harvest.ts";
export * from "./harvest_options.ts";
export type { OutputKind } from "./identity_check.ts";
export type { OutputIdentity } from "./output_identity.ts";
export * from "./page_source.ts";
export * from "./query_sql.ts";
export * from "./setback.ts";
export type { JsonValue } from "./json_value.ts";
export * from "./storage_error.ts";
export type { components } from "../../gen/schema.ts";
export type { Clock } from "../client/clock.ts";
export type { Filters } from "../query/checked_query.ts";
export type { TimeWindow } from "../query/time_window.ts";
export type { Coverage, CoverageGap, CoverageNotice, GapReason } from "../session/coverage.ts";
export type { Session } from "../session/session.ts";
export type { SessionPage, WindowEvidence } from "../slicing/mod.ts";
