import {
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  type OAuthTokenVerifier,
} from "@modelcontextprotocol/server";
import { type McpOptions, OptionError } from "../options.ts";
import { bearerTokenVerifier } from "./bearer_token.ts";
import type { HttpHandlerOptions } from "./handler.ts";
import type { OAuthOptions } from "./jwt_verifier.ts";
import { MCP_PATH } from "./handler.ts";

/** The environment variable with the bearer token. */
export const TOKEN_VARIABLE = "CONVIVA_MCP_TOKEN";

/**
 * What the front of the HTTP server lets through under these options.
 *
 * @param token The bearer token that a client must send, if there is one.
 * @throws OptionError if anybody in the network could call, or if the options contradict each other.
 */
export async function httpOptions(
  options: McpOptions,
  token: string | undefined,
): Promise<HttpHandlerOptions> {
  const oauth = oauthOptions(options);
  if (oauth && token) {
    throw new OptionError(
      `Cannot accept both the token of ${TOKEN_VARIABLE} and those of ${oauth.issuer}: unset one`,
    );
  }
  if (!oauth && !token && !isLoopback(options.host)) {
    throw new OptionError(
      `Cannot listen on ${options.host} without authentication: set ${TOKEN_VARIABLE}, or the ` +
        "--oauth options, or listen on 127.0.0.1",
    );
  }
  return {
    allowedHosts: [...localhostAllowedHostnames(), hostName(options.host), ...options.allowedHosts],
    allowedOrigins: [...localhostAllowedOrigins(), ...options.allowedOrigins],
    verifier: await verifier(oauth, token),
    oauth,
  };
}

async function verifier(
  oauth: OAuthOptions | undefined,
  token: string | undefined,
): Promise<OAuthTokenVerifier | undefined> {
  if (!oauth) return token ? bearerTokenVerifier(token) : undefined;
  // Loaded when needed, since a start over stdio should not wait for it.
  const { jwtVerifier } = await import("./jwt_verifier.ts");
  return jwtVerifier(oauth);
}

function oauthOptions(options: McpOptions): OAuthOptions | undefined {
  const { oauthIssuer, oauthAudience, oauthJwksUrl, oauthScopes } = options;
  const isUnused = !oauthIssuer && !oauthAudience && !oauthJwksUrl && oauthScopes.length === 0;
  if (isUnused) return undefined;
  if (!oauthIssuer || !oauthAudience || !oauthJwksUrl) {
    throw new OptionError(
      "OAuth needs all of --oauth-issuer, --oauth-audience and --oauth-jwks-url",
    );
  }
  return {
    issuer: secureUrl("--oauth-issuer", oauthIssuer) && oauthIssuer,
    audience: oauthAudience,
    jwksUrl: secureUrl("--oauth-jwks-url", oauthJwksUrl).href,
    scopes: oauthScopes,
    resourceUrl: options.publicUrl
      ? secureUrl("--public-url", options.publicUrl)
      : new URL(`http://${hostName(options.host)}:${options.port}${MCP_PATH}`),
  };
}

/** Whoever can change the keys or the metadata on their way can sign for anybody. */
function secureUrl(option: string, text: string): URL {
  const url = URL.parse(text);
  if (url?.protocol === "https:" || url?.protocol === "http:" && isLoopback(url.hostname)) {
    return url;
  }
  throw new OptionError(`${option} must be an https URL: received ${text}`);
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/** A host as it stands in a URL. */
function hostName(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}
