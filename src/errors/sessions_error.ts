/** What went wrong, for a caller that decides by it; one per error class. */
export type SessionsErrorCode =
  | "query"
  | "authentication"
  | "permission"
  | "rate_limit"
  | "payload_too_large"
  | "server"
  | "connection"
  | "timeout"
  | "response_format";

/** The request behind an error. None of it holds the credentials. */
export interface RequestDetails {
  /** HTTP method. */
  readonly method?: string;
  /** Host of the URL, with its port if that is not the usual one. */
  readonly host?: string;
  /** Path of the URL, without its query. */
  readonly path?: string;
  /** HTTP status, if there was a response. */
  readonly status?: number;
  /** How many attempts were made, the first one included. */
  readonly attempts?: number;
  /** The beginning of the response body, at most 300 characters. */
  readonly bodyExcerpt?: string;
}

/** The errors of this library; `code` and the subclass say what a caller can do about one. */
export abstract class SessionsError extends Error {
  /** Name of the class, kept when a bundler renames that. */
  abstract override readonly name: string;
  /** What went wrong. */
  abstract readonly code: SessionsErrorCode;
  /** Whether the same request may succeed later. */
  abstract readonly retryable: boolean;
  /** The request behind the error; empty if none was sent. */
  readonly request: RequestDetails;

  /** Makes an error about a request. */
  constructor(message: string, request: RequestDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.request = request;
  }

  /** The error as plain data, the same for a script, a shell and an assistant. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, retryable, request } = this;
    return { name, code, message, retryable, request };
  }
}
