import { CONTENT } from "../gen/endpoints.ts";
import type { AccountDimension } from "./client/request/account_dimension.ts";
import { connect, type SessionsClientOptions } from "./connection.ts";
import {
  createEndpointClient,
  type EndpointClient,
  type RequestOptions,
} from "./endpoint_client.ts";
import type { SessionsQuery } from "./query/sessions_query.ts";

/**
 * Asks the Sessions V3 API.
 *
 * @typeParam OwnDimension Dimensions of the account's own that queries may use.
 */
export interface SessionsClient<OwnDimension extends string = never>
  extends EndpointClient<SessionsQuery<OwnDimension>> {
  /** Ended content sessions; `search`, `pages` and `sessions` of the client itself are theirs. */
  readonly content: EndpointClient<SessionsQuery<OwnDimension>>;
  /** Lists the dimensions that the account can filter by. */
  dimensions(options?: RequestOptions): Promise<AccountDimension[]>;
}

/**
 * Makes a client of the Sessions V3 API.
 *
 * @example Count the failed starts of the last hour
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assert } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS, // Of an account: credentialsFromEnv()
 *   fetch: createSandboxHandler(), // Asks the API if left out
 * });
 * const page = await client.search({ last: "1h", is_video_start_failure: true, limit: 200 });
 * assert(page.sessions.every((session) => session.is_video_start_failure));
 * ```
 *
 * @throws AuthenticationError if the credentials cannot be used, QueryError if the base URL cannot.
 */
export function createSessionsClient<const OwnDimension extends string = never>(
  options: SessionsClientOptions<OwnDimension>,
): SessionsClient<OwnDimension> {
  const connection = connect(options);
  const content = createEndpointClient<SessionsQuery<OwnDimension>>(CONTENT, connection);
  return {
    ...content,
    content,
    dimensions: ({ signal } = {}) => connection.api.requestDimensions(signal, {}),
  };
}
