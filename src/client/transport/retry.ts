/** When and how often a request is tried again. */
export interface RetryPolicy {
  /** Attempts in all, the first one included; at least 1. Default 5. */
  readonly maxAttempts: number;
  /** Upper bound of the first backoff, doubled with each attempt. Default 500 ms. */
  readonly baseDelayMs: number;
  /** Upper bound of any backoff. Default 30 s. */
  readonly maxDelayMs: number;
  /** Longest `Retry-After` that is waited for; a longer one ends the request. Default 2 min. */
  readonly maxRetryAfterMs: number;
}

/** Retries unless the caller says otherwise. */
export const DEFAULT_RETRY: RetryPolicy = {
  maxAttempts: 5,
  baseDelayMs: 500,
  maxDelayMs: 30_000,
  maxRetryAfterMs: 120_000,
};

const HTTP_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/** Whether a status may be gone at the next attempt: 202, which is no answer yet, 408, 429, 5xx. */
export function isRetryableStatus(status: number): boolean {
  return status === 202 || status === 408 || status === 429 || status >= 500;
}

/**
 * Backoff with full jitter: uniform between 0 and the exponential bound, so that clients that
 * failed together do not come back together.
 *
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 *
 * @param failedAttempts How many attempts have failed, from 1.
 * @param random A number in [0, 1).
 */
export function backoffMs(policy: RetryPolicy, failedAttempts: number, random: number): number {
  return random * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (failedAttempts - 1));
}

/**
 * The wait that a response asks for: its `Retry-After` in seconds or as a date, or the default
 * after a 429 without one; `undefined` if it asks for none.
 *
 * @param nowMs The present, where the response has no `Date` of its own to count from.
 * @param defaultMs How long to wait after a 429 that names no time.
 */
export function retryAfterMs(
  response: Response,
  nowMs: number,
  defaultMs: number,
): number | undefined {
  const header = response.headers.get("retry-after")?.trim();
  if (header && /^\d+$/.test(header)) return Number(header) * 1000;
  // Stricter than Date.parse(), which takes "1.5" for a day in January.
  if (header && HTTP_DATE.test(header)) {
    const dateMs = Date.parse(response.headers.get("date") ?? "");
    return Math.max(0, Date.parse(header) - (Number.isNaN(dateMs) ? nowMs : dateMs));
  }
  return response.status === 429 ? defaultMs : undefined;
}
