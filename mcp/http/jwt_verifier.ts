import { createRemoteJWKSet, customFetch, errors, jwtVerify } from "jose";
import { OAuthError, OAuthErrorCode, type OAuthTokenVerifier } from "@modelcontextprotocol/server";

/** Whose access tokens are accepted, and which. */
export interface OAuthOptions {
  /** The `iss` that a token must have; also where a client is sent to get one. */
  readonly issuer: string;
  /** The `aud` that a token must have. */
  readonly audience: string;
  /** Where the issuer publishes its keys. */
  readonly jwksUrl: string;
  /** Scopes that a token must have. */
  readonly scopes: readonly string[];
  /** Public URL of this server's endpoint. */
  readonly resourceUrl: URL;
  /** Fetches the keys; by default the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Signatures that are accepted: those of a key pair. The others would let whoever knows the
 * issuer's public key sign for it.
 */
const ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];

/** Accepts access tokens that the issuer signed as JWT for this server. */
export function jwtVerifier(
  { issuer, audience, jwksUrl, fetch }: OAuthOptions,
): OAuthTokenVerifier {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { ...fetch && { [customFetch]: fetch } });
  return {
    async verifyAccessToken(token) {
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience,
          algorithms: ALGORITHMS,
          requiredClaims: ["exp"],
          clockTolerance: 5,
        });
        return {
          token,
          clientId: String(payload.client_id ?? payload.azp ?? payload.sub ?? "unknown"),
          scopes: scopesOf(payload),
          expiresAt: payload.exp,
        };
      } catch (error) {
        throw asOAuthError(error);
      }
    },
  };
}

/** `scope` is the standard's; the providers' own `scp` is a list or a string. */
function scopesOf(payload: Record<string, unknown>): string[] {
  const claim = payload.scope ?? payload.scp ?? [];
  return Array.isArray(claim) ? claim.map(String) : String(claim).split(" ");
}

/** What the caller hears; the cause is for the log. */
function asOAuthError(error: unknown): OAuthError {
  const isProvidersFault = error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid || !(error instanceof errors.JOSEError);
  const refusal = isProvidersFault
    ? new OAuthError(OAuthErrorCode.ServerError, "The keys of the issuer cannot be fetched")
    : new OAuthError(OAuthErrorCode.InvalidToken, `The access token is not valid: ${error.code}`);
  refusal.cause = error;
  return refusal;
}
