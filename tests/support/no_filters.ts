import type { Filters } from "../../src/query/check/checked_query.ts";

/** A query that takes all sessions. */
export const NO_FILTERS: Filters = { parameters: {}, tags: {}, dimensions: {} };
