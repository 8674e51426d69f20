/** An hour in milliseconds. */
export const HOUR_MS = 3_600_000;

/** A day of 24 hours in milliseconds. */
export const DAY_MS = 86_400_000;

/** The furthest from 1970 that a `Date` reaches. Source: ECMA-262, time values and time range. */
export const MAX_TIME_MS = 8.64e15;
