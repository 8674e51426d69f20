/**
 * What sessions say of a service: pure functions over a compact table of them.
 *
 * @module
 */
export * from "./table/mod.ts";
