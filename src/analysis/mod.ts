/**
 * What sessions say of a service: pure functions over a compact table of them.
 *
 * @module
 */
export type * from "../../gen/endpoint.ts";
export type { components } from "../../gen/schema.ts";
export type { Filters } from "../query/checked_query.ts";
export type { TimeWindow } from "../query/time_window.ts";
export type { Coverage, CoverageGap, CoverageNotice, GapReason } from "../session/coverage.ts";
export type { Session } from "../session/session.ts";
export * from "./comparison/mod.ts";
export * from "./metrics/mod.ts";
export type { Interval } from "./statistics/interval.ts";
export * from "./summary/mod.ts";
export * from "./table/mod.ts";
