/** How a sandbox refuses a request. */
export interface RefusalOptions {
  /** Shape of the body of an error status. Default `message`. */
  readonly refusalShape?: RefusalShape;
  /** Words for a time range that is refused, in place of the sandbox's own. */
  readonly refusalWords?: RefusalWords;
  /** Whether an end in the server's future is refused, or nothing is found there. Default `refuse`. */
  readonly futureEnds?: "refuse" | "answer";
  /** How far an end must lie in the server's past, in milliseconds. Default 0. */
  readonly futureMarginMs?: number;
}

/** Words by what is wrong with a time range. */
export interface RefusalWords {
  /** The end is in the future. */
  readonly future?: string;
  /** The start is too old. */
  readonly old?: string;
  /** The range is too wide. */
  readonly wide?: string;
}

/**
 * Shapes of the body of an error status: what is known of the API names none.
 *
 * @example See a refusal in each shape
 * ```ts
 * import { CONTENT } from "@conviva-sessions/conviva-sessions";
 * import { createSandbox, REFUSAL_SHAPES } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * for (const refusalShape of REFUSAL_SHAPES) {
 *   const { fetch, url } = createSandbox({ refusalShape });
 *   const response = await fetch(`${url}${CONTENT.path}`); // Without credentials
 *   assertEquals(response.status, 401);
 * }
 * ```
 */
export const REFUSAL_SHAPES = [
  "message",
  "error",
  "nested_error",
  "errors",
  "problem",
  "text",
  "html",
  "empty",
] as const;

/** A shape of the body of an error status. */
export type RefusalShape = typeof REFUSAL_SHAPES[number];

/** Writes an error in a shape. `problem` is that of RFC 9457. */
export function refusalResponse(
  shape: RefusalShape,
  message: string,
  init: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
): Response {
  const { status, headers } = init;
  switch (shape) {
    case "message":
      return Response.json({ message }, init);
    case "error":
      return Response.json({ error: message }, init);
    case "nested_error":
      return Response.json({ error: { code: status, message } }, init);
    case "errors":
      return Response.json({ errors: [{ code: "REFUSED", message }] }, init);
    case "problem":
      return Response.json({ type: "about:blank", title: "Refused", status, detail: message }, {
        status,
        headers: { ...headers, "content-type": "application/problem+json" },
      });
    case "text":
      return new Response(message, init);
    case "html":
      return new Response(
        `<html><body><h1>${status}</h1><p>${escaped(message)}</p></body></html>`,
        {
          status,
          headers: { ...headers, "content-type": "text/html" },
        },
      );
    case "empty":
      return new Response("", init);
  }
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
