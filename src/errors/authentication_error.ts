import { SessionsError } from "./sessions_error.ts";

/** The API refused the key pair with 401, or there are no credentials. */
export class AuthenticationError extends SessionsError {
  readonly code = "authentication";
  readonly retryable = false;
}
