import { SessionsError } from "./sessions_error.ts";

/** The response would be too large: 413. A narrower range helps. */
export class PayloadTooLargeError extends SessionsError {
  /** Name of the class. */
  override readonly name = "PayloadTooLargeError";
  /** What went wrong: `payload_too_large`. */
  readonly code = "payload_too_large";
  /** The same request will fail again. */
  readonly retryable = false;
}
