/** How the server was asked to run. */
export interface McpOptions {
  /** Serve HTTP in place of standard input and output. */
  readonly http: boolean;
  /** Host name or address to listen on. */
  readonly host: string;
  /** Port to listen on; 0 takes a free one. */
  readonly port: number;
  /** Names that a `Host` header may have, beside the loopback ones and `host`. */
  readonly allowedHosts: readonly string[];
  /** Host names that an `Origin` header may have, beside the loopback ones. */
  readonly allowedOrigins: readonly string[];
  /** Ask a simulated API. */
  readonly sandbox: boolean;
  /** Show viewers' ids and addresses as they are. */
  readonly revealViewers: boolean;
  /** Most tokens of an answer. */
  readonly tokenBudget: number;
  /** Answer with text alone, for hosts that would show their model the data as well. */
  readonly textOnly: boolean;
  /** Most that kept API answers may take, in megabytes. */
  readonly cacheMb: number;
  /** Issuer whose access tokens are accepted. */
  readonly oauthIssuer?: string;
  /** Audience that an access token must have. */
  readonly oauthAudience?: string;
  /** Where the issuer publishes its keys. */
  readonly oauthJwksUrl?: string;
  /** Scopes that an access token must have. */
  readonly oauthScopes: readonly string[];
  /** URL under which clients reach the endpoint. */
  readonly publicUrl?: string;
}

/** How the server runs unless it was asked otherwise. */
export const DEFAULT_OPTIONS: McpOptions = {
  http: false,
  host: "127.0.0.1",
  port: 3333,
  allowedHosts: [],
  allowedOrigins: [],
  sandbox: false,
  revealViewers: false,
  tokenBudget: 6000,
  textOnly: false,
  cacheMb: 64,
  oauthScopes: [],
};

/** The server was asked to run in a way that it cannot, or should not. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}
