import { HttpProblem } from "./http_problem.ts";
import type { SandboxCredentials } from "../sandbox_options.ts";

/**
 * Checks Basic authentication.
 *
 * @throws HttpProblem with 401, and nothing about what was wrong, if it is not the key pair.
 */
export function checkAuthentication(request: Request, credentials: SandboxCredentials): void {
  const { clientId, clientSecret } = credentials;
  const bytes = new TextEncoder().encode(`${clientId}:${clientSecret}`);
  const expected = btoa(String.fromCharCode(...bytes));
  const [scheme = "", received] = (request.headers.get("authorization") ?? "").split(" ");
  if (scheme.toLowerCase() !== "basic" || received !== expected) {
    throw new HttpProblem(401, "Unauthorized", { "www-authenticate": "Basic" });
  }
}
