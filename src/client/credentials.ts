import { AuthenticationError } from "../errors.ts";
import { setKeyPair } from "./failure_words.ts";

/** An API key pair, made on the API Management page of Pulse. */
export interface Credentials {
  /** Client id of the key pair. */
  readonly clientId: string;
  /** Client secret of the key pair. */
  readonly clientSecret: string;
}

/** Reads an environment variable; `undefined` if it is not set. */
export type ReadEnv = (name: string) => string | undefined;

/**
 * Reads the key pair from `CONVIVA_CLIENT_ID` and `CONVIVA_CLIENT_SECRET`.
 *
 * @example Read the key pair from variables of one's own
 * ```ts
 * import { credentialsFromEnv } from "@conviva-sessions/conviva-sessions";
 * import { assertEquals } from "@std/assert";
 *
 * const variables = new Map([["CONVIVA_CLIENT_ID", "id"], ["CONVIVA_CLIENT_SECRET", "secret"]]);
 * assertEquals(credentialsFromEnv((name) => variables.get(name)), {
 *   clientId: "id",
 *   clientSecret: "secret",
 * });
 * ```
 *
 * @param readEnv Where to read; by default the environment of the process.
 * @throws AuthenticationError if one of them is missing.
 */
export function credentialsFromEnv(readEnv: ReadEnv = readProcessEnv): Credentials {
  const clientId = readEnv("CONVIVA_CLIENT_ID");
  const clientSecret = readEnv("CONVIVA_CLIENT_SECRET");
  if (clientId && clientSecret) return { clientId, clientSecret };
  const wayOut = clientId
    ? setKeyPair("CONVIVA_CLIENT_SECRET", "client secret")
    : clientSecret
    ? setKeyPair("CONVIVA_CLIENT_ID", "client id")
    : setKeyPair("CONVIVA_CLIENT_ID and CONVIVA_CLIENT_SECRET");
  throw new AuthenticationError(`Cannot find credentials: ${wayOut}`);
}

/**
 * Reads `CONVIVA_BASE_URL`; `undefined`, which means the spec's server, if it is not set, or may not
 * be read.
 *
 * @example Ask another server
 * ```ts
 * import { baseUrlFromEnv } from "@conviva-sessions/conviva-sessions";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(baseUrlFromEnv(() => "http://127.0.0.1:8787"), "http://127.0.0.1:8787");
 * assertEquals(baseUrlFromEnv(() => undefined), undefined);
 * ```
 */
export function baseUrlFromEnv(readEnv: ReadEnv = readGrantedEnv): string | undefined {
  return readEnv("CONVIVA_BASE_URL") || undefined;
}

/**
 * The value of the `Authorization` header.
 *
 * @throws AuthenticationError if a part of the pair is empty, or the id has a colon.
 */
export function basicAuthorization({ clientId, clientSecret }: Credentials): string {
  if (!clientId || !clientSecret) {
    throw new AuthenticationError("Cannot use credentials with an empty client id or secret");
  }
  if (clientId.includes(":")) {
    throw new AuthenticationError("Cannot use a client id with a colon in Basic authentication");
  }
  const bytes = new TextEncoder().encode(`${clientId}:${clientSecret}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

interface Runtime {
  readonly Deno?: {
    readonly env: { get(name: string): string | undefined };
    readonly permissions: {
      querySync(descriptor: { name: "env"; variable: string }): { readonly state: string };
    };
  };
  readonly process?: { readonly env: Readonly<Record<string, string | undefined>> };
}

/** The environment of Deno, or of Node and Bun; empty in a browser. */
function readProcessEnv(name: string): string | undefined {
  const { Deno: deno, process } = globalThis as Runtime;
  return deno ? deno.env.get(name) : process?.env[name];
}

/** Reads an environment variable, but leaves alone what Deno would have to ask the user for. */
export function readGrantedEnv(name: string): string | undefined {
  const { Deno: deno } = globalThis as Runtime;
  const state = deno?.permissions.querySync({ name: "env", variable: name }).state;
  return state === undefined || state === "granted" ? readProcessEnv(name) : undefined;
}
