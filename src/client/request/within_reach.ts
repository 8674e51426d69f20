import { QueryError } from "../../errors.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import type { CoverageGap, CoverageNotice } from "../../session/coverage/coverage.ts";
import { futureGap, tooOldByItsClockGap } from "../../session/coverage/gaps.ts";
import { formatDuration } from "../../query/time/duration.ts";
import { EMPTY_PAGE } from "../../session/decode/decoded_page.ts";
import type { PageAnswer, RequestPage } from "./request_page.ts";
import type { ServerClock } from "../transport/server_clock.ts";

/** How far inside of its limits the API is asked again after it refused a time. */
const MARGIN_MS = 2000;
/** An end this close to the present is put down to it, and so much of the present is not named. */
const PRESENT_MS = 5000;
/** A refusal this close to the maximum age is put down to it. */
const AGE_NEARNESS_MS = 300_000;
/** What a refusal that is about time speaks of. */
const TIME_WORDS = /time|date|epoch|start|end|future|range|window|days?\b|old|past/i;

/**
 * Asks for what lies within the API's reach by the API's own clock: an end in its future and a start
 * beyond its maximum age are not sent, and if it refuses the times all the same, they are sent once
 * more with a margin.
 *
 * @param maxAgeMs How far back the API reaches.
 */
export function withinReach(
  requestPage: RequestPage,
  clock: ServerClock,
  maxAgeMs: number,
): RequestPage {
  return async (request, signal) => {
    const window = clip(request.window, clock.now(), maxAgeMs, 0);
    if (!window) return nothing(request.window, clock);
    const ask = async (reached: TimeWindow) => ({
      ...await requestPage({ ...request, window: reached }, signal),
      ...reached !== request.window && { reached },
    });
    try {
      return noticed(await ask(window), clock);
    } catch (error) {
      if (!isAboutTime(error)) throw error;
      // The refusal itself may have told what the time is.
      const attemptsBefore = error.request.attempts ?? 1;
      const isFuture = window.startMs >= clock.now();
      const isTooOld = window.endMs <= clock.now() - maxAgeMs;
      if (isFuture || isTooOld) {
        const nothingReached = nothing(request.window, clock, isFuture ? "startMs" : "endMs");
        return { ...nothingReached, attempts: attemptsBefore };
      }
      const narrower = narrowed(window, clock.now(), maxAgeMs);
      if (!narrower) throw error;
      const { attempts, ...page } = await ask(narrower);
      return noticed({ ...page, attempts: attemptsBefore + attempts }, clock);
    }
  };
}

function isAboutTime(error: unknown): error is QueryError {
  return error instanceof QueryError && error.request.status !== undefined &&
    TIME_WORDS.test(error.message);
}

/** The window with a margin where it touches what the API reaches; `undefined` where it does not. */
function narrowed(
  window: TimeWindow,
  nowMs: number,
  maxAgeMs: number,
): TimeWindow | undefined {
  const isNew = window.endMs > nowMs - PRESENT_MS;
  const isOld = window.startMs < nowMs - maxAgeMs + AGE_NEARNESS_MS;
  const found = isNew || isOld ? clip(window, nowMs, maxAgeMs, MARGIN_MS) : undefined;
  return found && (found.startMs !== window.startMs || found.endMs !== window.endMs)
    ? found
    : undefined;
}

/** The part of a window that the API reaches at a moment; `undefined` if none does. */
function clip(
  window: TimeWindow,
  nowMs: number,
  maxAgeMs: number,
  marginMs: number,
): TimeWindow | undefined {
  const { startMs, endMs } = window;
  const clipped = {
    startMs: marginMs === 0 ? startMs : Math.max(startMs, nowMs - maxAgeMs + marginMs),
    endMs: Math.min(endMs, Math.floor(nowMs - marginMs)),
  };
  if (clipped.startMs >= clipped.endMs) return undefined;
  return clipped.startMs === startMs && clipped.endMs === endMs ? window : clipped;
}

/** Nothing of a window: the API reaches no further than to its start, or than to its end. */
function nothing(
  window: TimeWindow,
  clock: ServerClock,
  edge: keyof TimeWindow = "startMs",
): PageAnswer {
  const reached = { startMs: window[edge], endMs: window[edge] };
  return noticed({ ...EMPTY_PAGE, attempts: 0, answeredAtMs: clock.now(), reached }, clock);
}

/**
 * The parts of a window that an answer did not reach. What lies up to a few seconds in the future is
 * not named: nothing of a moment so young is known for good anyway.
 */
export function unreachedGaps(
  { startMs, endMs }: TimeWindow,
  { reached, answeredAtMs }: Pick<PageAnswer, "reached" | "answeredAtMs">,
): CoverageGap[] {
  const reachedEndMs = Math.min(reached?.endMs ?? endMs, answeredAtMs);
  const reachedStartMs = reached?.startMs ?? startMs;
  return [
    ...reachedStartMs > startMs
      ? [{ startMs, endMs: reachedStartMs, ...tooOldByItsClockGap() }]
      : [],
    ...endMs - reachedEndMs > PRESENT_MS
      ? [{
        startMs: Math.max(startMs, reachedEndMs),
        endMs,
        ...futureGap(),
      }]
      : [],
  ];
}

function noticed<Page extends { readonly notices: readonly CoverageNotice[] }>(
  page: Page,
  clock: ServerClock,
): Page {
  if (!clock.isNotable) return page;
  const aheadMs = Math.round(clock.differenceMs / 1000) * 1000;
  const message = `This machine's clock is ${formatDuration(Math.abs(aheadMs))} ${
    aheadMs > 0 ? "ahead of" : "behind"
  } the API's; what is recent, old or in the future is judged by the API's clock`;
  return { ...page, notices: [...page.notices, { kind: "clock", value: aheadMs, message }] };
}
