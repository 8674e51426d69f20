import { SessionsError } from "./sessions_error.ts";

/** The account lacks the API: 403. */
export class PermissionError extends SessionsError {
  readonly code = "permission";
  readonly retryable = false;
}
