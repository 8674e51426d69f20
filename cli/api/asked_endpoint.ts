import type { Endpoint, EndpointClient, SessionsClient, SessionsQuery } from "../../src/mod.ts";

/** What the examples of help are made of, as one types it: each endpoint has names of its own. */
export interface ExampleFilters {
  /** A filter by a flag. */
  readonly flag: string;
  /** A filter by a dimension. */
  readonly dimension: string;
  /** Filters by two values of one dimension, of which either matches. */
  readonly either: string;
  /** Another value of that dimension, as `name=value`. */
  readonly otherValue: string;
  /** Dimensions to group by, with commas between. */
  readonly groups: string;
  /** Columns that fit these, with commas between. */
  readonly columns: string;
}

/** An endpoint that a command is about, with who asks it: neither can be mistaken for another's. */
export interface AskedEndpoint {
  /** Its limits, filters and fields, which are needed before there is a client. */
  readonly endpoint: Endpoint;
  readonly examples: ExampleFilters;
  /** The part of a client that asks it. */
  clientOf(client: SessionsClient<string>): EndpointClient<SessionsQuery<string>>;
}
