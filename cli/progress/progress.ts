/** How far a long pull is. */
export interface Progress {
  /** What it is doing, in a word; absent if it is asking for sessions. */
  readonly phase?: string;
  /** Windows that came, where they are counted. */
  readonly windows?: number;
  /** Sessions that came. */
  readonly sessions: number;
  /** HTTP requests made. */
  readonly requests: number;
  /** Part of the range that is done, 0 to 1. */
  readonly fraction: number;
}
