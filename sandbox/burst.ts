/** A short time in which many more sessions start than the daily curve has. */
export interface Burst {
  /** When it begins, Unix milliseconds. */
  readonly atMs: number;
  /** How long it lasts. */
  readonly durationMs: number;
  /** How many times the usual number of sessions start; at least 1. */
  readonly factor: number;
}
