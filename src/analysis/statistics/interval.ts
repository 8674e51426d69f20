/** Bounds of what a figure may be, at 95 %; `null` where the sessions do not bound it. */
export interface Interval {
  /** Lower bound. */
  readonly low: number | null;
  /** Upper bound. */
  readonly high: number | null;
}

/** No bound on either side. */
export const UNBOUNDED: Interval = { low: null, high: null };
