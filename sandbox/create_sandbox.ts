import { createHandler, type SandboxHandler } from "./http/handler.ts";
import { RequestLog, type RequestLogEntry } from "./http/request_log.ts";
import { BASE_PATH } from "./http/routes.ts";
import {
  SANDBOX_CREDENTIALS,
  type SandboxCredentials,
  type SandboxOptions,
} from "./sandbox_options.ts";
import type { SessionRecord } from "./universe/session_writer.ts";
import type { WireFilters } from "./universe/attributes/attribute_predicate.ts";
import type { TimeSpan } from "./answer/window_semantics.ts";
import { type SessionIdentity, World } from "./world.ts";

/** A simulated Sessions API without a server: give its `fetch` to whatever asks. */
export interface InProcessSandbox {
  /** Base URL, for `CONVIVA_BASE_URL`. */
  readonly url: string;
  /** Key pair that it accepts. */
  readonly credentials: SandboxCredentials;
  /** Answers a request. */
  readonly handler: SandboxHandler;
  /** Answers as `fetch` does, without a network. Redirects are not followed. */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Every session that the API could return for a window of any length at this moment, oldest
   * first: what the filters match and has ended, with no limit and no fault.
   *
   * @param filters Parameters of the API by name, each with the values of which one must match.
   */
  truth(window: TimeSpan, filters?: WireFilters): SessionRecord[];
  /** The same as `truth`, but only who and when: for long windows. */
  identities(window: TimeSpan, filters?: WireFilters): SessionIdentity[];
  /** How many sessions `truth` has. */
  count(window: TimeSpan, filters?: WireFilters): number;
  /** The latest requests, oldest first. */
  readonly requests: readonly RequestLogEntry[];
}

/**
 * Makes a sandbox without a server.
 *
 * @example Hold what came against what there is
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { createSandbox } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * const nowMs = Date.parse("2026-11-22T18:00Z"); // Sessions go on ending while time passes.
 * const now = () => nowMs;
 * const sandbox = createSandbox({ now });
 * const { credentials, handler } = sandbox;
 * const client = createSessionsClient({ credentials, fetch: handler, now });
 * const query = client.check({ last: "20m" });
 * const sessions = await Array.fromAsync(client.sessions(query));
 * assertEquals(sessions.length, sandbox.count(query.range));
 * ```
 *
 * @throws RangeError if the number of sessions a day is not positive.
 */
export function createSandbox(options: SandboxOptions = {}): InProcessSandbox {
  const world = new World(options);
  const log = new RequestLog();
  const handler = createHandler(world, options, log);
  return {
    url: `http://localhost${BASE_PATH}`,
    credentials: options.credentials ?? SANDBOX_CREDENTIALS,
    handler,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      const response = await handler(request);
      request.signal.throwIfAborted();
      return response;
    },
    truth: (window, filters) => world.truth(window, filters),
    identities: (window, filters) => world.identities(window, filters),
    count: (window, filters) => world.count(window, filters),
    get requests() {
      return log.entries;
    },
  };
}

/**
 * Makes the handler of a sandbox, for who needs nothing else of it.
 *
 * @example Ask without an account
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS,
 *   fetch: createSandboxHandler({ seed: 7 }),
 * });
 * assertEquals((await client.search({ last: "1h", limit: 3 })).sessions.length, 3);
 * ```
 */
export function createSandboxHandler(options: SandboxOptions = {}): SandboxHandler {
  return createSandbox(options).handler;
}
