import type { ContentDimension } from "../../gen/endpoints.ts";
import type { operations } from "../../gen/schema.ts";

/** The query of the spec for content sessions, as the API takes it. */
export type WireQuery = NonNullable<operations["searchContentSessions"]["parameters"]["query"]>;

/**
 * A moment: a `Date`, an ISO 8601 string with an offset or `Z`, `now`, `now-2h` or `2h ago`, `today` or
 * `yesterday` (the midnights in UTC that they begin with), or Unix milliseconds.
 */
export type TimeInput = Date | string | number;

/**
 * What a caller may ask for content sessions. The range is `last`, or `start` with an optional `end`,
 * or one of the API's own formats. Filters of different names must all match; of several values of a
 * dimension, one.
 *
 * @typeParam AccountDimension Dimensions of the account's own, beside the catalogue.
 */
export type SessionsQuery<AccountDimension extends string = never> = QueryOf<
  "searchContentSessions",
  ContentDimension | AccountDimension
>;

/**
 * What a caller may ask an operation of the spec.
 *
 * @typeParam Operation The operation.
 * @typeParam Dimension The dimensions that it can filter by.
 */
export type QueryOf<Operation extends keyof operations, Dimension extends string> =
  & Omit<NonNullable<operations[Operation]["parameters"]["query"]>, "tags" | "dimensions">
  & {
    /** The range up to now: `90s`, `15m`, `2 hours`, `7d`, or an ISO 8601 duration. */
    last?: string;
    /** Start of the range. */
    start?: TimeInput;
    /** End of the range; now if absent. */
    end?: TimeInput;
    /** Custom tags by their names, without the API's `tag_` prefix. */
    tags?: Readonly<Record<string, string>>;
    /** Values of dimensions; case-sensitive. */
    dimensions?: { readonly [Name in Dimension]?: string | readonly string[] };
  };
