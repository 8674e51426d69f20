import { tabulate } from "../analysis/table/tabulate.ts";
import type { EndpointClient } from "../endpoint_client.ts";
import type { SessionsQuery } from "../query/sessions_query.ts";
import type { TableSource } from "./table_source.ts";

/**
 * Reads sessions from the API into tables.
 *
 * @example Ask the API what its sessions say
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { apiTables } from "@conviva-sessions/conviva-sessions/explain";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS, // Of an account: credentialsFromEnv()
 *   fetch: createSandboxHandler(), // Asks the API if left out
 * });
 * const { table, coverage } = await apiTables(client).read({ last: "10m" }, { attributes: ["cdn"] });
 * assertEquals([...table.attributes.keys()], ["cdn"]);
 * assert(coverage.complete && coverage.sessions === table.length);
 * ```
 */
export function apiTables(client: EndpointClient<SessionsQuery<string>>): TableSource {
  const { endpoint, clock } = client;
  return {
    endpoint,
    takesRequests: true,
    oldestMs: () => clock.now() - endpoint.limits.maxAgeMs,
    hasAnyOf: ({ endMs }) => Promise.resolve(endMs > clock.now() - endpoint.limits.maxAgeMs),
    check: (query) => client.check(query),
    async read(query, { attributes, signal, onProgress } = {}) {
      const pages = client.pages(query, {
        ...signal && { signal },
        ...onProgress && { onProgress },
      });
      const table = await tabulate(pages, endpoint, attributes && { attributes });
      return { table, coverage: pages.coverage };
    },
  };
}
