import type { TimeWindow } from "../query/time_window.ts";

/** Why a part of a range is short of sessions. */
export type GapReason =
  /** The response was full, and the window could not be split further, or was delivered before. */
  | "saturated"
  /** The part lies further back than the API reaches. */
  | "too_old"
  /** The part lies in the future. */
  | "future"
  /** The request for the part failed after all retries. */
  | "failed";

/** A part of a range that is short of sessions. */
export interface CoverageGap extends TimeWindow {
  /** Why it is short. */
  readonly reason: GapReason;
  /** What happened, in words. */
  readonly message: string;
}

/** What came back of what was asked, and what did not. It travels with the sessions everywhere. */
export interface Coverage {
  /** The range that was asked for. */
  readonly range: TimeWindow;
  /** Whether these are all the sessions that the API has for the range: no gap, nothing unreadable, no limit reached. */
  readonly complete: boolean;
  /** Distinct sessions delivered. */
  readonly sessions: number;
  /** Sessions that came again and were left out. */
  readonly duplicates: number;
  /** HTTP requests made, retries included. */
  readonly requests: number;
  /** Windows that the range was asked in. */
  readonly windows: number;
  /** Whether the caller's limit ended it: more sessions may exist. */
  readonly limitReached: boolean;
  /** Records that could not be read as sessions. */
  readonly unreadableRecords: number;
  /**
   * Values that could not be read as what their field holds, counted by field. They became `null`;
   * members of a list were left out.
   */
  readonly unreadableFields: Readonly<Record<string, number>>;
  /** The parts of the range that are short, in order of time. */
  readonly gaps: readonly CoverageGap[];
}
