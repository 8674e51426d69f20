import {
  baseUrlFromEnv,
  type Clock,
  createMemoryThrottle,
  createSessionsClient,
  credentialsFromEnv,
  type SessionsClient,
  type Throttle,
} from "../../src/mod.ts";
import type { Io } from "../io.ts";

/** A way to the API, or to what stands in for it. */
export interface Connection extends AsyncDisposable {
  /** Asks. */
  readonly client: SessionsClient<string>;
  /** The books of the rate limit. */
  readonly throttle: Throttle;
  /** Where it asks; `undefined` for the API itself. */
  readonly baseUrl: string | undefined;
  /** What is asked, the same in each run: the port of a sandbox is another one every time. */
  readonly source: string;
}

/** How to connect. */
export interface ConnectOptions {
  /** Ask a simulated API on this machine, over HTTP, instead of the real one. */
  readonly sandbox?: boolean;
  /** Let any dimension pass. */
  readonly accountDimensions?: boolean;
  /** Longest time of a request and its retries. */
  readonly timeoutMs?: number;
}

/**
 * Connects with the credentials of the environment, or to a sandbox that lives as long as the
 * connection.
 *
 * @throws AuthenticationError if there are no credentials, QueryError if the base URL is wrong.
 */
export async function connect(io: Io, options: ConnectOptions): Promise<Connection> {
  const sandbox = options.sandbox ? await startOwnSandbox(io) : undefined;
  const clock: Clock = { now: io.now, setTimer: io.setTimer };
  const throttle = createMemoryThrottle({ clock });
  const baseUrl = sandbox?.url ?? baseUrlFromEnv(io.env);
  const client = createSessionsClient<string>({
    ...clock,
    throttle,
    baseUrl,
    credentials: sandbox?.credentials ?? credentialsFromEnv(io.env),
    accountDimensions: options.accountDimensions ? "any" : undefined,
    totalTimeoutMs: options.timeoutMs,
  });
  return {
    client,
    throttle,
    baseUrl,
    source: sandbox ? "sandbox" : client.source,
    [Symbol.asyncDispose]: async () => await sandbox?.close(),
  };
}

async function startOwnSandbox({ now }: Io) {
  const { startSandbox } = await import("../../sandbox/mod.ts");
  const sandbox = startSandbox({ now });
  await sandbox.ready;
  return sandbox;
}
