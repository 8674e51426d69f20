import { SessionsError } from "./sessions_error.ts";

/** The response would be too large: 413. A narrower range helps. */
export class PayloadTooLargeError extends SessionsError {
  readonly code = "payload_too_large";
  readonly retryable = false;
}
