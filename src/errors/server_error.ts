import { SessionsError } from "./sessions_error.ts";

/** The API failed: 5xx after all retries, or a status that it is not known to answer. */
export class ServerError extends SessionsError {
  /** Name of the class. */
  override readonly name = "ServerError";
  /** What went wrong: `server`. */
  readonly code = "server";

  /** Whether the same request may succeed later: after 408 and 5xx. */
  get retryable(): boolean {
    const { status = 0 } = this.request;
    return status === 408 || status >= 500;
  }
}
