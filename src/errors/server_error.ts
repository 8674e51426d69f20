import { type RequestDetails, SessionsError } from "./sessions_error.ts";

/** The API failed, whatever the status says, or answered with one that it is not known for. */
export class ServerError extends SessionsError {
  /** Name of the class. */
  override readonly name = "ServerError";
  /** What went wrong: `server`. */
  readonly code = "server";
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;

  /** Makes an error; unless told, one with 408 or 5xx is worth a retry. */
  constructor(
    message: string,
    request: RequestDetails = {},
    retryable = request.status === 408 || (request.status ?? 0) >= 500,
  ) {
    super(message, request);
    this.retryable = retryable;
  }
}
