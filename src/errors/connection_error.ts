import { SessionsError } from "./sessions_error.ts";

/** No answer came: no connection, or it broke, or it led to another origin. */
export class ConnectionError extends SessionsError {
  readonly code = "connection";
  readonly retryable = true;
}
