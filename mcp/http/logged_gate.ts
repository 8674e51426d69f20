import {
  type AuthInfo,
  type BearerAuthOptions,
  requireBearerAuth,
} from "@modelcontextprotocol/server";

/**
 * A gate that lets calls with a good token through, and tells of every other: why, and never with the
 * token.
 *
 * @returns Who calls, or the response that refuses.
 */
export function loggedGate(
  options: BearerAuthOptions,
  onRefused: (error: Error) => void,
): (request: Request) => Promise<AuthInfo | Response> {
  return async (request) => {
    let failure: unknown;
    const gate = requireBearerAuth({
      ...options,
      verifier: {
        async verifyAccessToken(token) {
          try {
            return await options.verifier.verifyAccessToken(token);
          } catch (error) {
            failure = error;
            throw error;
          }
        },
      },
    });
    const result = await gate(request);
    if (result instanceof Response) {
      onRefused(
        new Error(`Refused a call with ${result.status}`, {
          cause: failure ?? new Error(reasonOf(result, request)),
        }),
      );
    }
    return result;
  };
}

function reasonOf({ status }: Response, request: Request): string {
  if (!request.headers.has("authorization")) return "it has no token";
  return status === 403 ? "its token lacks a scope" : "its token has expired or is not one";
}
