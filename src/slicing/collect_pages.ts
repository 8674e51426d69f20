import type { CheckedQuery } from "../query/checked_query.ts";
import type { TimeWindow } from "../query/time_window.ts";
import type { CoverageTally } from "./coverage_tally.ts";
import { firstWindowMs } from "./first_window.ts";
import { PageMaker } from "./page_maker.ts";
import { SegmentQueue } from "./segment_queue.ts";
import type { SliceSettings } from "./slice_settings.ts";
import { TimeAxis } from "./time_axis.ts";
import type { SessionPage, SliceDeps } from "./types.ts";
import { WindowPlanner } from "./window_planner.ts";
import { WindowPump } from "./window_pump.ts";

/**
 * Room for chance in a window, in standard deviations. A full response costs one request more, and
 * two where what lies behind it is asked already.
 */
const MARGIN_SIGMAS = { alone: 2.0, ahead: 2.2 };
/** Segments on their way, for each request at a time: what bounds the memory. */
const SEGMENTS_PER_REQUEST = 2;

/** Collects a range page by page. However the iteration ends, no request is left running. */
export async function* collectPages(
  query: CheckedQuery,
  deps: SliceDeps,
  settings: SliceSettings,
  tally: CoverageTally,
): AsyncGenerator<SessionPage, void, undefined> {
  const { order, limit, minWindowMs, concurrency, signal } = settings;
  signal?.throwIfAborted();
  const range = withoutFuture(query.range, deps.clock.now(), tally);
  if (!range) {
    tally.finished = true;
    return;
  }
  const axis = new TimeAxis(range, order);
  const planner = new WindowPlanner({
    minWindowMs,
    firstWindowMs: firstWindowMs(limit, query.filters),
    marginSigmas: concurrency > 1 ? MARGIN_SIGMAS.ahead : MARGIN_SIGMAS.alone,
  });
  const maxSegments = concurrency * SEGMENTS_PER_REQUEST;
  const queue = new SegmentQueue({ axis, planner, tally, minWindowMs, maxSegments, limit });
  const pages = new PageMaker(axis, tally, limit);
  const pump = new WindowPump({
    queue,
    axis,
    range,
    filters: query.filters,
    tally,
    deps,
    settings,
  });
  try {
    for (let head = await pump.next(); head; head = await pump.next()) {
      if (head.state.kind === "failed") throw head.state.error;
      if (head.state.kind !== "done") continue;
      queue.shift();
      const page = pages.make(
        head,
        head.state.result,
        planner.silentCap.takeLateGaps(),
      );
      const isFull = tally.sessions >= limit;
      tally.limitReached = page.coverage.limitReached || (isFull && !queue.isAtEnd);
      tally.finished = queue.isAtEnd;
      settings.onProgress?.({
        windows: tally.windows,
        sessions: tally.sessions,
        requests: tally.requests,
        fraction: head.toMs / axis.lengthMs,
        saturatedResponses: queue.fullResponses,
        gaps: tally.gaps,
      });
      yield page;
      if (isFull) return;
    }
    tally.finished = true;
  } finally {
    for (const gap of planner.silentCap.takeLateGaps()) tally.addGap(gap);
    await pump.close();
  }
}

/**
 * The part of a range that has been when the collection begins; the rest is named a gap. It is not
 * looked at again: a collection that chased the present would never end.
 */
function withoutFuture(
  { startMs, endMs }: TimeWindow,
  nowMs: number,
  tally: CoverageTally,
): TimeWindow | undefined {
  if (endMs <= nowMs) return { startMs, endMs };
  tally.addGap({
    startMs: Math.max(startMs, nowMs),
    endMs,
    reason: "future",
    message: "This part lay in the future when the collection began",
  });
  return startMs < nowMs ? { startMs, endMs: nowMs } : undefined;
}
