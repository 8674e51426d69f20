import type { TimeWindow } from "../query/time_window.ts";
import type { SessionPage } from "../slicing/mod.ts";

/** What a page source is told. */
export interface PageSourceOptions {
  /** Ends the pages. */
  readonly signal: AbortSignal;
  /** Sessions at which an earlier run found the API to cut answers off, if one did. */
  readonly knownCut?: number;
}

/**
 * Asks for a range, one page a window, until the signal aborts. The windows of its pages do not
 * overlap, and together they are the range, but for what the API does not reach; a window with a gap
 * may come again at the end, and replaces what it brought before.
 */
export type PageSource = (
  range: TimeWindow,
  options: PageSourceOptions,
) => AsyncIterable<SessionPage>;
