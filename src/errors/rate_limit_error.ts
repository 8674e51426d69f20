import { type RequestDetails, SessionsError } from "./sessions_error.ts";

/** A rate limit was exceeded: 429 after all retries. */
export class RateLimitError extends SessionsError {
  /** Name of the class. */
  override readonly name = "RateLimitError";
  /** What went wrong: `rate_limit`. */
  readonly code = "rate_limit";
  /** The same request may succeed later. */
  readonly retryable = true;
  /** How long to wait before the next request. */
  readonly retryAfterMs: number;

  /** Makes an error that says how long to wait. */
  constructor(message: string, request: RequestDetails, retryAfterMs: number) {
    super(message, request);
    this.retryAfterMs = retryAfterMs;
  }

  /** The error as plain data, with the wait. */
  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), retryAfterMs: this.retryAfterMs };
  }
}
