import { AuthenticationError } from "../errors/authentication_error.ts";
import { PayloadTooLargeError } from "../errors/payload_too_large_error.ts";
import { PermissionError } from "../errors/permission_error.ts";
import { QueryError } from "../errors/query_error.ts";
import { RateLimitError } from "../errors/rate_limit_error.ts";
import { ServerError } from "../errors/server_error.ts";
import type { RequestDetails, SessionsError } from "../errors/sessions_error.ts";
import { bodyExcerpt, type Scrub } from "./scrubber.ts";

const MAX_MESSAGE_LENGTH = 300;

/** What an error is made of beside the response. */
export interface ResponseCircumstances {
  readonly request: RequestDetails;
  /** How long the API asks to wait; 0 if it does not. */
  readonly waitMs: number;
  readonly scrub: Scrub;
}

/** The error that a response without success means. */
export function responseError(
  { status }: Response,
  body: string,
  { request: sent, waitMs, scrub }: ResponseCircumstances,
): SessionsError {
  const request = { ...sent, status, bodyExcerpt: bodyExcerpt(body, scrub) };
  // What was escaped in the body is plain only now.
  const said = scrub(apiMessage(body));
  const because = said ? `: ${said}` : "";
  switch (status) {
    case 400:
    case 422:
      return new QueryError(`The API refused the query with ${status}${because}`, [], request);
    case 401:
      return new AuthenticationError(
        `The API refused the key pair with 401${because}; check that it is an API key pair from ` +
          "Pulse, API Management: the user name and password of a Pulse user never work",
        request,
      );
    case 403:
      return new PermissionError(
        `The account may not use this API: 403${because}; ask Conviva to enable it`,
        request,
      );
    case 404:
      return new ServerError(
        `There is nothing at this address: 404${because}; check the base URL`,
        request,
      );
    case 413:
      return new PayloadTooLargeError(
        `The response would be too large: 413${because}; ask for a narrower range`,
        request,
      );
    case 429:
      return new RateLimitError(
        `The rate limit is exceeded: 429${because}; wait for ${Math.ceil(waitMs / 1000)} s`,
        request,
        waitMs,
      );
    default:
      return new ServerError(
        status >= 500
          ? `The API failed with ${status}${because}`
          : `The API answered with the unexpected status ${status}${because}`,
        request,
      );
  }
}

/** What the API says, or nothing. There is no common envelope, so a few names are tried. */
function apiMessage(body: string): string {
  let said: unknown;
  try {
    const parsed = JSON.parse(body);
    const first = parsed?.errors?.[0];
    said = parsed?.message ?? parsed?.error?.message ?? parsed?.error ?? parsed?.detail ??
      first?.message ?? first;
  } catch {
    // Neither a page of HTML nor JSON that is cut off is meant for people.
    said = /^\s*[<{[]/.test(body) ? undefined : body.trim().split("\n")[0];
  }
  return typeof said === "string" ? said.slice(0, MAX_MESSAGE_LENGTH) : "";
}
