import type { CoverageGap, CoverageNotice } from "../../session/coverage.ts";
import { formatDuration } from "../../query/duration.ts";
import type { TimeWindow } from "../../query/time_window.ts";

/** Sessions of a response that was full, in words. */
function fullWith(length: number, askedFor: number): string {
  return length < askedFor ? `${length} (where the API cuts off in silence)` : String(length);
}

/** Of a full response whose window no split helps. */
export function splitInVainMessage(length: number, askedFor: number): string {
  return `More sessions than the ${fullWith(length, askedFor)} of a response run all through the ` +
    "window, so that no shorter one separates them";
}

/** Of a full response in a window that is not split further. */
export function smallestWindowMessage(
  length: number,
  askedFor: number,
  minWindowMs: number,
): string {
  return `The response was full with ${fullWith(length, askedFor)} sessions in a window of the ` +
    `smallest width, ${minWindowMs} ms`;
}

/** Of a response that may have been cut off in silence, and cannot be checked. */
export function unknowableMessage(length: number): string {
  return `The response had ${length} sessions, which looks like a maximum, and no part of its ` +
    "window tells whether there were more";
}

/** Of an API that cuts answers off, for all that it was asked. */
export function cutOffNotice(length: number, askedFor: number): CoverageNotice {
  return {
    kind: "cut_off",
    value: length,
    message: `The API cuts answers off at about ${length} sessions in silence although it was ` +
      `asked for ${askedFor}; windows were cut to stay below that`,
  };
}

/** Of a response that turned out to be cut off in silence after its window was delivered. */
export function lateGap(window: TimeWindow, length: number, askedFor: number): CoverageGap {
  const message = `The response had ${length} sessions, and later ones showed that the API cuts ` +
    `off there in silence although it was asked for ${askedFor}`;
  return { ...window, reason: "saturated", message };
}

/** Of a part that slipped out of the API's reach. */
export function tooOldMessage(maxAgeMs: number): string {
  return `Sessions that lie further back than ${
    formatDuration(maxAgeMs)
  } were out of reach when their turn came`;
}
