import type { TimeWindow } from "../../query/time/time_window.ts";
import type { DecodedPage } from "../../session/decode/decoded_page.ts";
import type { Segment } from "./segment.ts";

/** A window to ask for next, on behalf of a segment. */
export interface WindowRequest {
  readonly segment: Segment;
  readonly window: TimeWindow;
  readonly limit: number;
}

/** A page that has arrived. */
export interface ArrivedPage {
  readonly page: DecodedPage;
  /** When it was answered, by the API's clock. */
  readonly answeredAtMs: number;
  /** The part of the window that was asked for, if the API's clock does not reach all of it. */
  readonly reached: TimeWindow | undefined;
}
