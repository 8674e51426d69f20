import { SessionsError } from "./sessions_error.ts";

/** No answer came in time, within an attempt or within all of them. */
export class TimeoutError extends SessionsError {
  readonly code = "timeout";
  readonly retryable = true;
}
