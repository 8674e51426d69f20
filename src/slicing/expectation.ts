/** How many sessions a window is expected to bring, and how sure that is. */
export interface Expectation {
  /** Mean number of sessions. */
  readonly sessions: number;
  /** Variance that chance brings when the rate is known. */
  readonly noiseVariance: number;
  /** Variance that comes from not knowing the rate. */
  readonly modelVariance: number;
  /** Sessions that would enter if there were no burst. */
  readonly usualSessions: number;
}
