/** A class of sessions by how long they last once the video has started. */
export interface DurationClass {
  readonly minMs: number;
  readonly maxMs: number;
  /** Part of all sessions. */
  readonly share: number;
}

/**
 * The classes. They exist so that a search for sessions that end in a window, or reach into it, looks
 * back four hours only for the few that last so long.
 */
export const DURATION_CLASSES: readonly DurationClass[] = [
  { minMs: 5_000, maxMs: 20_000, share: 0.12 },
  { minMs: 20_000, maxMs: 80_000, share: 0.18 },
  { minMs: 80_000, maxMs: 320_000, share: 0.20 },
  { minMs: 320_000, maxMs: 1_280_000, share: 0.25 },
  { minMs: 1_280_000, maxMs: 5_120_000, share: 0.20 },
  { minMs: 5_120_000, maxMs: 14_400_000, share: 0.05 },
];

/** Longest time from an attempt to the first frame, or to giving up. */
export const MAX_START_TIME_MS = 60_000;

/** Longest time from the start of any session of a class to its end. */
export function maxSessionMs(durationClass: DurationClass): number {
  return durationClass.maxMs + MAX_START_TIME_MS;
}
