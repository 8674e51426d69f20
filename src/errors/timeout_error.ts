import { SessionsError } from "./sessions_error.ts";

/** No answer came in time, within an attempt or within all of them. */
export class TimeoutError extends SessionsError {
  /** Name of the class. */
  override readonly name = "TimeoutError";
  /** What went wrong: `timeout`. */
  readonly code = "timeout";
  /** The same request may succeed later. */
  readonly retryable = true;
}
