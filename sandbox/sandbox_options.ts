import type { Endpoint, RateFact } from "../gen/endpoint.ts";
import type { Burst } from "./burst.ts";
import type { ClockOptions } from "./clock.ts";
import type { FaultOptions } from "./faults/faults.ts";
import type { Incident } from "./incident.ts";
import type { ListingOptions } from "./answer/listing_options.ts";
import type { RefusalOptions } from "./http/refusals.ts";
import type { RequestLogEntry } from "./http/request_log.ts";
import type { SessionOrder } from "./answer/session_order.ts";
import type { WindowSemantics } from "./answer/window_semantics.ts";

/** A rate limit: the summed cost of the requests in any period. */
export type Rate = Omit<RateFact, "cost">;

/** An API key pair. */
export interface SandboxCredentials {
  /** Client id of the key pair. */
  readonly clientId: string;
  /** Client secret of the key pair. */
  readonly clientSecret: string;
}

/**
 * The key pair that a sandbox accepts unless it is told another.
 *
 * @example Ask a sandbox by hand
 * ```ts
 * import { API } from "@conviva-sessions/conviva-sessions";
 * import { createSandbox, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * const { clientId, clientSecret } = SANDBOX_CREDENTIALS;
 * const { fetch, url } = createSandbox();
 * const response = await fetch(`${url}${API.dimensionsPath}`, {
 *   headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
 * });
 * assertEquals(response.status, 200);
 * ```
 */
export const SANDBOX_CREDENTIALS: SandboxCredentials = {
  clientId: "sandbox",
  clientSecret: "sandbox-secret",
};

/** The rate limits to keep; `false` for none. */
export interface SandboxRateLimits {
  /** Of the account, over the cost of the requests. Default: the spec's. */
  readonly account?: Rate | false;
  /** Of an IP address, over the number of requests. Default: the spec's. */
  readonly address?: Rate | false;
  /** Whole seconds for a `Retry-After` header on a 429. Default: no header, as the API has none. */
  readonly retryAfterSeconds?: number;
}

/** How an answer without sessions comes: `{"sessions":[]}`, status 204 without a body, or `{}`. */
export type EmptyAnswer = "list" | "status_204" | "no_list";

/** Which sessions are kept where there are too many: a uniform sample, or from one end in time. */
export type KeptSessions = "sample" | "oldest" | "newest";

/** What the simulated account can filter by. */
export interface AccountOptions {
  /** Whether the list of its dimensions has its custom tags as well. Default true. */
  readonly tagsListed?: boolean;
  /** Dimensions of the catalogue that it does not have, and that are refused with 400. Default none. */
  readonly lackedDimensions?: readonly string[];
}

/** The world that a sandbox simulates, and how it behaves. Everything has a default. */
export interface SandboxOptions
  extends
    Partial<WindowSemantics>,
    AccountOptions,
    ListingOptions,
    ClockOptions,
    RefusalOptions,
    FaultOptions {
  /** The endpoint that answers: its path, names and limits. Default: content sessions. */
  readonly endpoint?: Endpoint;
  /** What all chance follows from; an integer. Default 1. */
  readonly seed?: number;
  /** Waits, for slow bodies. Default: a timer. */
  readonly delay?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Key pair to accept. Default {@linkcode SANDBOX_CREDENTIALS}. */
  readonly credentials?: SandboxCredentials;
  /** Sessions that start in a day without bursts; more than 0. Default 200 000. */
  readonly sessionsPerDay?: number;
  /** Short times with many more sessions. Default none. */
  readonly bursts?: readonly Burst[];
  /** Planted problems. Default {@linkcode defaultIncidents} of the moment of creation. */
  readonly incidents?: readonly Incident[];
  /** Size from which a body is refused with 413, in bytes. Default: no limit. */
  readonly maxBodyBytes?: number;
  /** How an answer without sessions comes. Default `list`. */
  readonly emptyAs?: EmptyAnswer;
  /** Bytes of the pieces in which a body is sent, without a length. Default: in one. */
  readonly pieceBytes?: number;
  /** Whether bodies are compressed with gzip over HTTP, where it is accepted. Default false. */
  readonly compress?: boolean;
  /** Which sessions of a window are kept where there are more than the limit. Default `sample`. */
  readonly keep?: KeptSessions;
  /** Order of the sessions in a response. Default `scrambled`, but always the same. */
  readonly order?: SessionOrder;
  /** Whether the account has the Viewer Module API permission, and sees viewer ids. Default true. */
  readonly viewerPermission?: boolean;
  /** Whether to keep the spec's rate limits, or which. Default true. */
  readonly rateLimits?: boolean | SandboxRateLimits;
  /** Hears of every request when it has been answered. */
  readonly onRequest?: (entry: RequestLogEntry) => void;
}

/** Default of {@linkcode SandboxOptions.seed}. */
export const DEFAULT_SEED = 1;

/** Default of {@linkcode SandboxOptions.sessionsPerDay}. */
export const DEFAULT_SESSIONS_PER_DAY = 200_000;
