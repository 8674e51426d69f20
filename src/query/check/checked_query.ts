import type { Endpoint } from "../../../gen/endpoint.ts";
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

/**
 * A query that keeps every rule of the API, as `check()` of a client makes it. Its range was resolved
 * then: `last: "1h"` stays the hour before the check.
 *
 * @example Know which hour is asked for
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS, // Of an account: credentialsFromEnv()
 *   fetch: createSandboxHandler(), // Asks the API if left out
 * });
 * const query = client.check({ last: "1h" });
 * const { startMs, endMs } = query.range;
 * assertEquals(endMs - startMs, 3_600_000);
 * const pages = await Array.fromAsync(client.pages(query));
 * assertEquals(Math.min(...pages.map(({ window }) => window.startMs)), startMs);
 * ```
 */
export class CheckedQuery {
  /** The range that was asked for, resolved. */
  readonly range: TimeWindow;
  /** The part of the range that is older than the API reaches, if there is one: it cannot be had. */
  readonly cutOff?: TimeWindow;
  /** Most sessions wanted; `undefined` if the caller named none. */
  readonly limit: number | undefined;
  /** What the sessions must match. */
  readonly filters: Filters;
  // Private, so that no object that only looks like a checked query passes for one.
  readonly #endpoint: Endpoint;

  /** Makes one of parts that are known to keep the rules of an endpoint. */
  constructor(
    endpoint: Endpoint,
    { range, cutOff, limit, filters }: Pick<CheckedQuery, "range" | "filters"> & {
      readonly cutOff?: TimeWindow;
      readonly limit?: number;
    },
  ) {
    this.#endpoint = endpoint;
    this.range = range;
    this.cutOff = cutOff;
    this.limit = limit;
    this.filters = filters;
  }

  /** The same with another range or other filters, which are known to keep the rules as well. */
  with(parts: Partial<Pick<CheckedQuery, "range" | "filters">>): CheckedQuery {
    const { range, limit, filters } = { ...this, ...parts };
    const cutOff = parts.range ? undefined : this.cutOff;
    return new CheckedQuery(this.#endpoint, { range, cutOff, limit, filters });
  }

  /** Whether a value is a checked query. It is not asked for its class, which it could make up. */
  static is(value: unknown): value is CheckedQuery {
    return typeof value === "object" && value !== null && #endpoint in value;
  }

  /** Whether a value is a query that was checked for an endpoint. */
  static isOf(endpoint: Endpoint, value: unknown): value is CheckedQuery {
    return CheckedQuery.is(value) && value.#endpoint === endpoint;
  }
}
