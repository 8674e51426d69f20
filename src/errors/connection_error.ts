import { type RequestDetails, SessionsError } from "./sessions_error.ts";

/** No answer came: there was no connection, or it broke, or a redirect led to another origin. */
export class ConnectionError extends SessionsError {
  /** Name of the class. */
  override readonly name = "ConnectionError";
  /** What went wrong: `connection`. */
  readonly code = "connection";
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** Whether the request may have reached the API, and so count against the rate limit. */
  readonly sent: boolean;

  /** Makes an error; one about a redirect is not worth a retry. */
  constructor(message: string, request: RequestDetails, retryable = true, sent = true) {
    super(message, request);
    this.retryable = retryable;
    this.sent = sent;
  }
}
