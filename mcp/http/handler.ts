import {
  type AuthInfo,
  buildOAuthProtectedResourceMetadata,
  createMcpHandler,
  getOAuthProtectedResourceMetadataUrl,
  hostHeaderValidationResponse,
  type McpServerFactory,
  type OAuthTokenVerifier,
  originValidationResponse,
} from "@modelcontextprotocol/server";
import { preflightResponse, withCors } from "./cors.ts";
import type { OAuthOptions } from "./jwt_verifier.ts";
import { loggedGate } from "./logged_gate.ts";

/** Where MCP is served. */
export const MCP_PATH = "/mcp";

/** No argument of a tool is anywhere near that long. */
const MAX_BODY_BYTES = 1024 * 1024;

/** What the front of the HTTP server lets through. */
export interface HttpHandlerOptions {
  /** Host names that a `Host` header may have. */
  readonly allowedHosts: readonly string[];
  /** Host names that an `Origin` header may have, if there is one. */
  readonly allowedOrigins: readonly string[];
  /** Checks bearer tokens; absent if everybody may call. */
  readonly verifier?: OAuthTokenVerifier;
  /** What to tell a client without a token; absent if tokens are not got by OAuth. */
  readonly oauth?: OAuthOptions;
  /** Hears of requests that were refused and of errors. */
  readonly onError?: (error: Error) => void;
}

/** Serves MCP, behind checks of its own, since the SDK's handler makes none. */
export interface HttpHandler {
  /** Answers a request. */
  fetch(request: Request): Promise<Response>;
  /** Ends what would go on for ever: streams on which a client waits for changes. */
  endSubscriptions(): void;
  /** Ends what is still running. */
  close(): Promise<void>;
}

/** Makes the HTTP handler of the server; the factory is asked for a new server per request. */
export function createHttpHandler(
  factory: McpServerFactory,
  options: HttpHandlerOptions,
): HttpHandler {
  const mcp = createMcpHandler(factory, {
    maxRequestBodySize: MAX_BODY_BYTES,
    // Deno notices at once that a client has left while a response streams, but not before it does.
    responseMode: "sse",
    onerror: options.onError,
  });
  const authenticate = authentication(options);
  const subscriptions = new AbortController();

  async function answerMcp(incoming: Request): Promise<Response> {
    const auth = await authenticate(incoming);
    if (auth instanceof Response) return auth;
    return await mcp.fetch(ownSignal(incoming, subscriptions.signal), { authInfo: auth });
  }

  return {
    async fetch(request) {
      const { pathname } = new URL(request.url);
      // Before the check of the host: a probe calls by address.
      if (pathname === "/healthz") return new Response("ok\n");
      const refused = hostHeaderValidationResponse(request, [...options.allowedHosts]) ??
        originValidationResponse(request, [...options.allowedOrigins]);
      if (refused) return refused;
      if (options.oauth && pathname === metadataUrl(options.oauth).pathname) {
        return withCors(request, Response.json(resourceMetadata(options.oauth)));
      }
      if (pathname !== MCP_PATH) return new Response("Not found\n", { status: 404 });
      return withCors(request, preflightResponse(request) ?? await answerMcp(request));
    },
    endSubscriptions: () => subscriptions.abort(),
    close: () => mcp.close(),
  };
}

/**
 * The request with a signal of ours in place of that of `Deno.serve`, which also aborts after an
 * answer; a client that leaves cancels the stream of its response.
 */
function ownSignal(request: Request, endOfSubscriptions: AbortSignal): Request {
  // The protocol has this header agree with the body.
  const isSubscription = request.headers.get("mcp-method") === "subscriptions/listen";
  return new Request(request, { signal: isSubscription ? endOfSubscriptions : null });
}

function authentication(
  { verifier, oauth, onError = () => {} }: HttpHandlerOptions,
): (request: Request) => Promise<AuthInfo | Response | undefined> {
  if (!verifier) return () => Promise.resolve(undefined);
  return loggedGate({
    verifier,
    requiredScopes: [...oauth?.scopes ?? []],
    resourceMetadataUrl: oauth && metadataUrl(oauth).href,
  }, onError);
}

function metadataUrl({ resourceUrl }: OAuthOptions): URL {
  return new URL(getOAuthProtectedResourceMetadataUrl(resourceUrl));
}

/** RFC 9728: where a client gets a token for this server. */
function resourceMetadata({ issuer, scopes, resourceUrl }: OAuthOptions) {
  return buildOAuthProtectedResourceMetadata({
    resourceServerUrl: resourceUrl,
    // Of the issuer's own metadata, which it serves itself, only the name is read.
    oauthMetadata: {
      issuer,
      authorization_endpoint: issuer,
      token_endpoint: issuer,
      response_types_supported: [],
    },
    scopesSupported: [...scopes],
    resourceName: "Conviva sessions",
  });
}
