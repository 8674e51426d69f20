import type { TimeWindow } from "../time/time_window.ts";

/** The filters of a query, checked, as they go on the wire but for the prefix of the tags. */
export interface Filters {
  /** Parameters of the spec that are filters, by name. */
  readonly parameters: Readonly<Record<string, string | boolean>>;
  /** Custom tags by their names, without prefix. */
  readonly tags: Readonly<Record<string, string>>;
  /** Values of dimensions. */
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
}

/** A query that keeps every rule of the API. */
export interface CheckedQuery {
  /** The range that was asked for, resolved. */
  readonly range: TimeWindow;
  /** The part of the range that is older than the API reaches, if there is one: it cannot be had. */
  readonly cutOff?: TimeWindow;
  /** Most sessions wanted; `undefined` if the caller named none. */
  readonly limit: number | undefined;
  /** What the sessions must match. */
  readonly filters: Filters;
}
