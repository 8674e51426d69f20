import {
  type AuthInfo,
  buildOAuthProtectedResourceMetadata,
  createMcpHandler,
  getOAuthProtectedResourceMetadataUrl,
  hostHeaderValidationResponse,
  isJsonContentType,
  isJSONRPCNotification,
  isJSONRPCRequest,
  type McpServerFactory,
  type OAuthTokenVerifier,
  originValidationResponse,
  ProtocolErrorCode,
  readRequestBody,
} from "@modelcontextprotocol/server";
import { MAX_MESSAGE_BYTES } from "../bounds.ts";
import { checkMessage } from "../protocol/check_message.ts";
import { type ErrorAnswer, invalidRequest, parseError } from "../protocol/error_answer.ts";
import { withAccept } from "./accept.ts";
import { preflightResponse, withCors } from "./cors.ts";
import type { OAuthOptions } from "./jwt_verifier.ts";
import { loggedGate } from "./logged_gate.ts";
import { clientOf, createRunningCalls, SESSION_HEADER } from "./running_calls.ts";
import { whenSent } from "./when_sent.ts";

/** Where MCP is served. */
export const MCP_PATH = "/mcp";

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
  /** Answers a request; its signal aborts when the client has left. */
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
    maxRequestBodySize: MAX_MESSAGE_BYTES,
    responseMode: "sse",
    onerror: options.onError,
  });
  const authenticate = authentication(options);
  const subscriptions = new AbortController();
  const calls = createRunningCalls();

  async function answerMcp(request: Request): Promise<Response> {
    const auth = await authenticate(request);
    if (auth instanceof Response) return auth;
    const isMessage = request.method === "POST" &&
      isJsonContentType(request.headers.get("content-type"));
    if (!isMessage) return await mcp.fetch(request, { authInfo: auth });
    const body = await readRequestBody(request, MAX_MESSAGE_BYTES);
    if (body.tooLarge) return refusal(TOO_LARGE, 413);
    const message = parse(body.text);
    const wrong = message === undefined ? parseError() : firstMistake(message);
    if (wrong) return refusal(wrong);
    return await answerMessage(message, request, auth);
  }

  async function answerMessage(
    message: unknown,
    request: Request,
    auth: AuthInfo | undefined,
  ): Promise<Response> {
    const client = clientOf(request, auth);
    if (isJSONRPCNotification(message) && message.method === "notifications/cancelled") {
      const { requestId } = Object(message.params);
      calls.cancel(client, requestId);
    }
    const isCall = isJSONRPCRequest(message);
    const call = isCall ? calls.begin(client, message.id) : undefined;
    // The protocol has this header agree with the body.
    const isSubscription = request.headers.get("mcp-method") === "subscriptions/listen";
    const signals = [
      request.signal,
      ...call ? [call.signal] : [],
      ...isSubscription ? [subscriptions.signal] : [],
    ];
    const forwarded = new Request(request.url, {
      method: request.method,
      headers: withAccept(request.headers),
      signal: AbortSignal.any(signals),
    });
    const response = whenSent(
      await mcp.fetch(forwarded, { authInfo: auth, parsedBody: message }),
      () => call?.end(),
    );
    // Nothing is kept of a session: it is a name for the client that no other client knows.
    const isInitialize = isCall && message.method === "initialize";
    if (isInitialize && response.ok) response.headers.set(SESSION_HEADER, crypto.randomUUID());
    return response;
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

const TOO_LARGE = invalidRequest(
  `The message is too long: allowed are ${MAX_MESSAGE_BYTES} bytes`,
);

/** Parameters that are wrong are the answer to a request; what is none is a failure of HTTP. */
function refusal(answer: ErrorAnswer, status?: number): Response {
  const isAnswer = answer.error.code === ProtocolErrorCode.InvalidParams;
  return Response.json(answer, { status: status ?? (isAnswer ? 200 : 400) });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is wrong with a message, or with the first one of a batch that has a mistake. */
function firstMistake(message: unknown): ErrorAnswer | undefined {
  if (!Array.isArray(message)) return checkMessage(message);
  for (const member of message) {
    const wrong = checkMessage(member);
    if (wrong) return wrong;
  }
  return undefined;
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
