import { SessionsError } from "./sessions_error.ts";

/** The answer is not what the API is known to answer: not JSON, cut off, or without sessions. */
export class ResponseFormatError extends SessionsError {
  /** Name of the class. */
  override readonly name = "ResponseFormatError";
  /** What went wrong: `response_format`. */
  readonly code = "response_format";
  /** The same request may succeed later. */
  readonly retryable = true;
}
