import {
  type AccountDimension,
  API,
  AuthenticationError,
  CONTENT,
  createMemoryThrottle,
  createPageCache,
  createSessionsClient,
  credentialsFromEnv,
  type Fetch,
  networkFetch,
  type SessionsClient,
  type SessionsClientOptions,
  SessionsError,
} from "../../src/mod.ts";
import { createSharedCalls, systemClock } from "../../src/view/mod.ts";
import { CALLER_SHARE } from "../bounds.ts";
import { createCursorSealer } from "../cursor.ts";
import { loadTelemetry } from "../logging/load_telemetry.ts";
import type { McpOptions } from "../options.ts";
import { platformBytes, type RandomBytes, randomName } from "../random_name.ts";
import { createResultStore } from "../results/result_store.ts";
import { createRedaction } from "../redaction.ts";
import { createValueMemory } from "../value_memory.ts";
import type { ToolContext } from "../tools/tool_context.ts";

/** How long the account's list of dimensions is kept. */
const DIMENSIONS_TTL_MS = 600_000;

/** What the context is made from. */
export type ContextOptions =
  & Pick<McpOptions, "sandbox" | "revealViewers" | "tokenBudget" | "textOnly" | "cacheMb">
  & {
    /** Base URL of the API; by default the spec's. */
    readonly baseUrl?: string;
    /** Key of the pseudonyms; by default a new one. */
    readonly pseudonymKey?: string;
    /** Hears of errors that callers were spared. */
    readonly log: (error: unknown) => void;
    /** Where chance comes from; by default the platform. */
    readonly random?: RandomBytes;
    /** Beside the rest, how to make the client; for tests. */
    readonly clientOptions?: Partial<SessionsClientOptions<string>>;
  };

/** Makes what the tools work with. */
export async function createContext(options: ContextOptions): Promise<ToolContext> {
  const now = options.clientOptions?.now ?? Date.now;
  const random = options.random ?? platformBytes;
  // Chosen here for the whole server, together with who asks it below.
  const endpoint = CONTENT;
  const connection = await connect(options);
  const redaction = createRedaction({
    revealViewers: options.revealViewers,
    key: options.pseudonymKey,
    endpoint,
  });
  const client = () => {
    if (connection instanceof AuthenticationError) throw connection;
    return connection;
  };
  return {
    endpoint,
    client: () => client().content,
    accountDimensions: rememberDimensions(client, now, options.log),
    seen: createValueMemory(redaction.session, endpoint),
    redact: redaction.session,
    outgoing: redaction.outgoing,
    cursors: createCursorSealer(random),
    results: createResultStore({ now, random }),
    randomName: (length) => randomName(length, random),
    now,
    tokenBudget: options.tokenBudget,
    textOnly: options.textOnly,
    log: options.log,
  };
}

/** The client, or why there is none: the server starts all the same, and says so when called. */
async function connect(
  { sandbox, cacheMb, baseUrl, clientOptions }: ContextOptions,
): Promise<SessionsClient<string> | AuthenticationError> {
  try {
    const api = sandbox ? await startSandbox() : {
      credentials: clientOptions?.credentials ?? credentialsFromEnv(),
      baseUrl,
      fetch: networkFetch,
    };
    return createSessionsClient<string>({
      // Names that the account has are checked by the tools, which know its list.
      accountDimensions: "any",
      throttle: createMemoryThrottle({
        callerShare: CALLER_SHARE,
        clock: {
          now: clientOptions?.now ?? systemClock.now,
          setTimer: clientOptions?.setTimer ?? systemClock.setTimer,
        },
      }),
      pageCache: createPageCache({ maxBytes: cacheMb * 1_000_000, now: clientOptions?.now }),
      ...api,
      ...clientOptions,
      fetch: traced(clientOptions?.fetch ?? api.fetch),
    });
  } catch (error) {
    if (!(error instanceof AuthenticationError)) throw error;
    return error;
  }
}

/** Sends requests inside spans. */
function traced(fetch: Fetch): Fetch {
  return async (request) => (await loadTelemetry()).tracedFetch(fetch)(request);
}

/** A simulated API in this process, loaded only when somebody wants it. */
async function startSandbox() {
  const { createSandbox } = await import("../../sandbox/mod.ts");
  const { url, credentials, fetch } = createSandbox();
  return { baseUrl: url, credentials, fetch: (request: Request) => fetch(request) };
}

/** Asks for the account's dimensions once in a while; without its list, the catalogue has to do. */
function rememberDimensions(
  client: () => SessionsClient<string>,
  now: () => number,
  log: (error: unknown) => void,
): ToolContext["accountDimensions"] {
  const shared = createSharedCalls<readonly AccountDimension[]>();
  let known: { dimensions: readonly AccountDimension[]; expiresMs: number } | undefined;
  return async (signal) => {
    if (known && known.expiresMs > now()) return known.dimensions;
    try {
      const dimensions = await shared.join(
        API.dimensionsPath,
        async (callSignal) => await client().dimensions({ signal: callSignal }),
        signal,
      );
      known = { dimensions, expiresMs: now() + DIMENSIONS_TTL_MS };
      return dimensions;
    } catch (error) {
      if (!(error instanceof SessionsError) || error instanceof AuthenticationError) throw error;
      log(error);
      return undefined;
    }
  };
}
