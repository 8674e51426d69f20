/**
 * What sessions say of a service: pure functions over a compact table of them.
 *
 * @module
 */
export * from "./metrics/mod.ts";
export type { Interval } from "./statistics/interval.ts";
export * from "./summary/mod.ts";
export * from "./table/mod.ts";
