import { formatDuration } from "../../query/time/duration.ts";
import type { CoverageGap } from "./coverage.ts";

/**
 * Why a part of a range is short, and what happened. All gaps are made here, so that their rules and
 * their words stand in one place; the window is added by whoever knows it.
 */
export type GapCause = Pick<CoverageGap, "reason" | "message">;

/** What stands before the words of others: of the API, of an error, or the name of a file. */
const LEADS = {
  failed: "The request failed",
  more: "The API says that there is more",
  error: "The API gave a part of its answer and an error",
  part: "The API gave a part of its answer",
  lost: "It came short before, and lies further back than the API reaches by now",
  missing: "Its sessions were stored, and their file is gone",
  short: "Its sessions were stored, and their file has lost some of them",
  damaged: "Its sessions were stored, and their file cannot be read any more",
} as const;

/** What is said of a part that has failed without a request of its own. */
const NOT_ASKED = "No run has asked for it yet";
const ENDED_BEFORE = "The search ended before it came to this part";
const TO_MERGE = "Its sessions were stored and wait to be merged, which the next run does";

/** Sessions of a response that was full, in words. */
function fullWith(length: number, askedFor: number): string {
  return length < askedFor ? `${length} (where the API cuts off in silence)` : String(length);
}

/** More sessions run all through a window than a response holds: no split helps. */
export function spanningGap(length: number, askedFor: number): GapCause {
  return saturated(
    `More sessions than the ${fullWith(length, askedFor)} of a response run all through the ` +
      "window, so that no shorter one separates them",
  );
}

/** A response was full in a window that is not split further. */
export function smallestWindowGap(
  length: number,
  askedFor: number,
  minWindowMs: number,
): GapCause {
  return saturated(
    `The response was full with ${fullWith(length, askedFor)} sessions in a window of the ` +
      `smallest width, ${minWindowMs} ms`,
  );
}

/** A response may have been cut off in silence, and cannot be checked. */
export function uncheckableGap(length: number): GapCause {
  return saturated(
    `The response had ${length} sessions, which looks like a maximum, and no part of its ` +
      "window tells whether there were more",
  );
}

/** A response turned out to be cut off in silence after its window was delivered. */
export function cutOffLateGap(length: number, askedFor: number): GapCause {
  return saturated(
    `The response had ${length} sessions, and later ones showed that the API cuts off there in ` +
      `silence although it was asked for ${askedFor}`,
  );
}

/** The response is too large for the API however short the window is. */
export function tooLargeGap(): GapCause {
  return saturated("A single session is too large a response for the API");
}

/** The part lies further back than can be asked for. */
export function tooOldGap(maxAgeMs: number): GapCause {
  return tooOld(`It lies further back than the ${formatDuration(maxAgeMs)} that the API reaches`);
}

/** The part slipped out of reach while others were asked for. */
export function slippedAwayGap(maxAgeMs: number): GapCause {
  return tooOld(
    `Sessions that lie further back than ${
      formatDuration(maxAgeMs)
    } were out of reach when their turn came`,
  );
}

/** The part was to be reached by this machine's clock, and is not by the API's. */
export function tooOldByItsClockGap(): GapCause {
  return tooOld("It lay further back than the API reaches by its own clock");
}

/** What came short, and cannot be asked again since it has slipped out of reach. */
export function lostGap({ message }: GapCause): GapCause {
  return tooOld(`${LEADS.lost}: ${message}`);
}

/** The part lies in the future. */
export function futureGap(): GapCause {
  return { reason: "future", message: "It had not come yet by the API's clock" };
}

/** The request for the part failed. */
export function failedGap(error: Error): GapCause {
  return failed(`${LEADS.failed}: ${error.message}`);
}

/** The pull ended before it came to the part. */
export function endedBeforeGap(): GapCause {
  return failed(ENDED_BEFORE);
}

/** No run of a harvest has come to the part. */
export function notAskedGap(): GapCause {
  return failed(NOT_ASKED);
}

/** The sessions of the part are stored, and not yet where readers see them. */
export function toMergeGap(): GapCause {
  return failed(TO_MERGE);
}

/** The sessions of the part were stored in a file that is not what was written. */
export function lostFileGap(damage: "missing" | "short" | "damaged", file: string): GapCause {
  return failed(`${LEADS[damage]}: ${file}`);
}

/** The API said that its answer was not all; `words` are those of a claim. */
export function partialGap(words: string): GapCause {
  return { reason: "partial", message: words };
}

/** What an answer says that there is more, in words. */
export function moreClaim(words: string): string {
  return `${LEADS.more}: ${words}`;
}

/** What an answer with sessions says of an error, in words. */
export function errorClaim(words: string): string {
  return `${LEADS.error}: ${words}`;
}

/** What a status says that is one of a part of an answer, in words. */
export function partClaim(status: number): string {
  return `${LEADS.part}: status ${status}`;
}

/** Whether what made a part short may be over when the pull has come to its end. */
export function mayPass({ reason }: Pick<GapCause, "reason">): boolean {
  return reason === "failed" || reason === "partial";
}

/** Whether nothing is known of a part, so that to ask for it brings news, however soon. */
export function isOpen({ reason }: Pick<GapCause, "reason">): boolean {
  return reason === "failed" || reason === "future";
}

/** What a gap says: in words of this library, and what it quotes. */
export interface GapWords {
  readonly own: string;
  /** Words of the API, of an error, or the name of a file: to be shown as such. */
  readonly quote?: string;
}

/**
 * Takes a gap's message apart. Only what this file has written is taken for own words where others
 * may have a part in them, so that a gap of elsewhere, or of an earlier version, is a quote as a whole.
 */
export function gapWords({ reason, message }: GapCause): GapWords {
  const lead = Object.values(LEADS).find((lead) => message.startsWith(`${lead}: `));
  if (lead !== undefined) return { own: lead, quote: message.slice(lead.length + 2) };
  if (reason !== "failed" && reason !== "partial") return { own: message };
  if ([NOT_ASKED, ENDED_BEFORE, TO_MERGE].includes(message)) return { own: message };
  return { own: reason === "partial" ? LEADS.more : "Its sessions did not come", quote: message };
}

function saturated(message: string): GapCause {
  return { reason: "saturated", message };
}

function tooOld(message: string): GapCause {
  return { reason: "too_old", message };
}

function failed(message: string): GapCause {
  return { reason: "failed", message };
}
