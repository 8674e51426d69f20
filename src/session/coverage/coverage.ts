import type { TimeWindow } from "../../query/time/time_window.ts";

/** Why a part of a range is short of sessions. */
export type GapReason =
  /** The response was full, and the window could not be split further, or was delivered before. */
  | "saturated"
  /** The part lies further back than the API reaches. */
  | "too_old"
  /** The part lies in the future. */
  | "future"
  /** The request for the part failed after all retries, also when it was asked again at the end. */
  | "failed"
  /** The API said that its answer was not all, and shorter windows did not help. */
  | "partial";

/** Something that was noticed, and that takes nothing away from what came. */
export interface CoverageNotice {
  /**
   * What: the machine's clock differs from the API's; the values of a field contradict its unit;
   * ids repeat, so that they do not tell sessions apart; the API rounds windows; the API cuts
   * answers off below the limit.
   */
  readonly kind: "clock" | "units" | "ids" | "rounding" | "cut_off";
  /** What it is about, for example the field; two of a kind and a subject are one notice. */
  readonly subject?: string;
  /** Its size: of a clock the milliseconds that this machine is ahead, of a cut its sessions. */
  readonly value?: number;
  /** What was noticed, in words. */
  readonly message: string;
}

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
  /**
   * Values that say that they are not known, such as a duration of −1, counted by field. They became
   * `null`; the record keeps them under `other_fields`.
   */
  readonly unknownValues: Readonly<Record<string, number>>;
  /** Times that came in another unit than their field's and were converted, counted by field. */
  readonly correctedUnits: Readonly<Record<string, number>>;
  /** What was noticed beside, each once. */
  readonly notices: readonly CoverageNotice[];
  /** The parts of the range that are short, in order of time. */
  readonly gaps: readonly CoverageGap[];
}
