import { SessionsError } from "./sessions_error.ts";

/** The API refused the key pair with 401, or there are no credentials. */
export class AuthenticationError extends SessionsError {
  /** Name of the class. */
  override readonly name = "AuthenticationError";
  /** What went wrong: `authentication`. */
  readonly code = "authentication";
  /** The same request will fail again. */
  readonly retryable = false;
}
