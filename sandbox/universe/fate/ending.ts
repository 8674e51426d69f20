/** How a session ends. */
export type Ending =
  | "played"
  | "exit_before_video_start"
  | "video_start_failure"
  | "video_playback_failure";

/** How a session goes, as far as its end depends on it. */
export interface Fate {
  readonly ending: Ending;
  /** From the attempt to the first frame, or to giving up. */
  readonly startTimeMs: number;
  /** From the first frame to the end; 0 if there was none. */
  readonly activeMs: number;
  readonly endMs: number;
  /** Of a failure: whether its cause is a business one. */
  readonly isBusiness: boolean;
  readonly error: string | undefined;
}
