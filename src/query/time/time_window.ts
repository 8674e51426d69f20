/** A span of time. Whether its ends belong to it is the API's to decide, and not known. */
export interface TimeWindow {
  /** Start in Unix milliseconds. */
  readonly startMs: number;
  /** End in Unix milliseconds. */
  readonly endMs: number;
}
