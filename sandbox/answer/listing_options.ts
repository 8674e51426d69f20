/** Whole units of time that a window's edges are rounded to. */
export interface WindowRounding {
  /** The unit in milliseconds; at least 1. */
  readonly unitMs: number;
  /** Whether a window loses what does not fill a unit, or gains what does, or moves down by it. */
  readonly direction: "inwards" | "outwards" | "down";
}

/** Which of a window's sessions an answer lists, where that is not what was asked for. */
export interface ListingOptions {
  /**
   * Most sessions in a response, whatever limit was asked for, with no word about it; at least 1.
   * Some public pages of the API have a lower maximum than its own. Default: none.
   */
  readonly silentCap?: number;
  /** Size of the sessions of a response from which they are cut off, in bytes. Default: none. */
  readonly silentMaxBytes?: number;
  /**
   * Share of the sessions that are taken out of a response after the limit was applied, 0 to 1:
   * always the same ones, see `isHidden()`. Default 0.
   */
  readonly hiddenShare?: number;
  /** What the edges of a window are rounded to before sessions are selected. Default: nothing. */
  readonly roundWindows?: WindowRounding;
}
