/** An hour in milliseconds. */
export const HOUR_MS = 3_600_000;

/** A day in milliseconds. */
export const DAY_MS = 24 * HOUR_MS;

/** The server's clock, and what it makes of times. */
export interface ClockOptions {
  /** The present in Unix milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /**
   * How far the server's clock is ahead of `now`, in milliseconds; negative if behind. All of the
   * server lives in its time: which sessions have ended, what is too old, the `Date` header.
   * Default 0.
   */
  readonly clockSkewMs?: number;
  /** How far the `Date` header alone is ahead of the server's clock, in milliseconds. Default 0. */
  readonly dateSkewMs?: number;
  /**
   * What the `Date` header has: the time, words that are no date, or no header (a real HTTP server
   * then adds the machine's time). Default `clock`.
   */
  readonly dateHeader?: "clock" | "unreadable" | "none";
  /** How long to wait, for a `Retry-After` header on each 202, 429 and 503. Default: no header. */
  readonly retryAfter?: RetryAfter;
}

/** A `Retry-After` header. */
export interface RetryAfter {
  /** Whole seconds. */
  readonly seconds: number;
  /** Whether it comes as seconds, or as an HTTP date by the server's clock. Default `seconds`. */
  readonly as?: "seconds" | "date";
}

const WAITING_STATUSES = new Set([202, 429, 503]);

/** The server's clock. */
export function serverClock({ now = Date.now, clockSkewMs = 0 }: ClockOptions): () => number {
  return () => now() + clockSkewMs;
}

/** Adds the headers that tell a time. */
export function tellTime({ headers, status }: Response, nowMs: number, options: ClockOptions) {
  const { dateSkewMs = 0, dateHeader = "clock", retryAfter } = options;
  if (dateHeader === "clock") headers.set("date", httpDate(nowMs + dateSkewMs));
  if (dateHeader === "unreadable") headers.set("date", "sometime on Sunday");
  if (retryAfter && WAITING_STATUSES.has(status) && !headers.has("retry-after")) {
    const { seconds, as = "seconds" } = retryAfter;
    const isDate = as === "date";
    headers.set("retry-after", isDate ? httpDate(nowMs + seconds * 1000) : String(seconds));
  }
}

function httpDate(timeMs: number): string {
  return new Date(timeMs).toUTCString();
}
