import { SessionsError } from "./sessions_error.ts";

/** The account lacks the API: 403. */
export class PermissionError extends SessionsError {
  /** Name of the class. */
  override readonly name = "PermissionError";
  /** What went wrong: `permission`. */
  readonly code = "permission";
  /** The same request will fail again. */
  readonly retryable = false;
}
