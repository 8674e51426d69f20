import type { TimeWindow } from "../query/time_window.ts";
import type { SessionPage } from "../slicing/types.ts";

/**
 * Asks for a range, one page a window, until the signal aborts. The windows of its pages do not
 * overlap, and together they are the range, but for what the API does not reach.
 */
export type PageSource = (
  range: TimeWindow,
  options: { readonly signal: AbortSignal },
) => AsyncIterable<SessionPage>;
