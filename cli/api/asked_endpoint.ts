import type { Endpoint, EndpointClient, SessionsClient, SessionsQuery } from "../../src/mod.ts";

/** An endpoint that a command is about, with who asks it: neither can be mistaken for another's. */
export interface AskedEndpoint {
  /** Its limits, filters and fields, which are needed before there is a client. */
  readonly endpoint: Endpoint;
  /** The part of a client that asks it. */
  clientOf(client: SessionsClient<string>): EndpointClient<SessionsQuery<string>>;
}
