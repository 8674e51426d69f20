const REQUEST_HEADERS =
  "authorization, content-type, mcp-protocol-version, mcp-method, mcp-name, mcp-session-id, last-event-id";

/** Lets a page of an allowed origin, which the caller has checked, read the response. */
export function withCors(request: Request, response: Response): Response {
  const origin = request.headers.get("origin");
  if (!origin) return response;
  const headers = new Headers(response.headers);
  headers.set("access-control-allow-origin", origin);
  headers.set("access-control-expose-headers", "www-authenticate, mcp-session-id");
  headers.append("vary", "origin");
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

/** Answers a browser that asks, before the request proper, what it may send. */
export function preflightResponse(request: Request): Response | undefined {
  if (request.method !== "OPTIONS") return undefined;
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": REQUEST_HEADERS,
      "access-control-max-age": "600",
    },
  });
}
