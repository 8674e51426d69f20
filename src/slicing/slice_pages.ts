import type { CheckedQuery } from "../query/check/checked_query.ts";
import type { TimeWindow } from "../query/time/time_window.ts";
import { withCutOff } from "../session/coverage/cut_off_gap.ts";
import { cutOffLateGap, futureGap } from "../session/coverage/gaps.ts";
import type { ApiHabits } from "./answer/answer_reader.ts";
import { MoreClaims } from "./answer/more_claims.ts";
import { type DeliveredWindow, ResponseCut } from "./answer/response_cut.ts";
import { RoundingWatch } from "./answer/rounding_watch.ts";
import { TimeAxis } from "./axis/time_axis.ts";
import { PageMaker } from "./collect/page_maker.ts";
import { ShortWindows } from "./collect/short_windows.ts";
import { CoverageTally } from "./coverage/coverage_tally.ts";
import { firstWindowMs } from "./forecast/first_window.ts";
import { WindowPlanner } from "./forecast/window_planner.ts";
import { SegmentQueue } from "./queue/segment_queue.ts";
import { WindowPump } from "./queue/window_pump.ts";
import { type SliceSettings, sliceSettings } from "./slice_settings.ts";
import type { SessionPage, SessionPages, SliceDeps, SliceOptions } from "./types.ts";

/**
 * Room for chance in a window, in standard deviations. A full response costs one request more, and
 * two where what lies behind it is asked already.
 */
const MARGIN_SIGMAS = { alone: 2.0, ahead: 2.2 };
/** Segments on their way, for each request at a time: what bounds the memory. */
const SEGMENTS_PER_REQUEST = 2;
/** After so many windows in a row that are short again, the others are left as they are. */
const FUTILE_REPEATS = 3;

/** What the rounds of a collection share. */
interface Collection {
  /** The whole range; its ends go out as they are. */
  readonly range: TimeWindow;
  readonly query: CheckedQuery;
  readonly deps: SliceDeps;
  readonly tally: CoverageTally;
  readonly habits: ApiHabits;
  readonly short: ShortWindows;
}

/**
 * Collects a range of any length inside the API's maximum age: asks for windows that the API
 * answers completely, and names in the coverage those that it does not.
 *
 * A response as long as the limit asked for, or too large, is not complete: its window is asked
 * again in parts. So is that of a response that looks as if the API kept to a lower limit and did not
 * say so; if the parts bring nothing new, that is forgotten. Whether the API selects by start, end or
 * overlap, and whether a window's ends belong to it, makes no difference. What an answer says is
 * decided in `answer/judge_answer.ts`, and what follows from it, splits included, is done in
 * `queue/segment_queue.ts`.
 *
 * @returns The pages; nothing is asked before they are iterated, which throws the SessionsError that
 * fits, or the signal's reason.
 * @throws QueryError if an option is not a positive integer.
 */
export function slicePages(
  query: CheckedQuery,
  deps: SliceDeps,
  options: SliceOptions = {},
): SessionPages {
  const tally = new CoverageTally(query.range);
  const pages = collectPages(query, deps, sliceSettings(options, query.limit), tally);
  return {
    [Symbol.asyncIterator]: () => pages,
    get coverage() {
      return withCutOff(tally.coverage, query.cutOff, deps.endpoint);
    },
  };
}

/**
 * Collects a range page by page, and at its end asks once more for the windows that came short for a
 * reason that may have passed. However the iteration ends, no request is left running.
 */
async function* collectPages(
  query: CheckedQuery,
  deps: SliceDeps,
  settings: SliceSettings,
  tally: CoverageTally,
): AsyncGenerator<SessionPage, void, undefined> {
  settings.signal?.throwIfAborted();
  const range = withoutFuture(query.range, deps.clock.now(), tally);
  if (!range) {
    tally.finished = true;
    return;
  }
  const collection: Collection = {
    range,
    query,
    deps,
    tally,
    habits: {
      responseCut: new ResponseCut(deps.endpoint.limits, settings.knownCut),
      rounding: new RoundingWatch(),
      moreClaims: new MoreClaims(),
    },
    short: new ShortWindows(),
  };
  yield* collectRange(collection, settings, new TimeAxis(range, settings.order, deps.endpoint));
  if (!tally.limitReached) yield* collectAgain(collection, settings);
  tally.finished = !tally.limitReached;
}

/**
 * The part of a range that has been when the collection begins; the rest is named a gap. It is not
 * asked for later: a collection that chased the present would never end.
 */
function withoutFuture(
  { startMs, endMs }: TimeWindow,
  nowMs: number,
  tally: CoverageTally,
): TimeWindow | undefined {
  if (endMs <= nowMs) return { startMs, endMs };
  tally.addGap({ startMs: Math.max(startMs, nowMs), endMs, ...futureGap() });
  return startMs < nowMs ? { startMs, endMs: nowMs } : undefined;
}

/** Asks again for what came short. A failure is a gap as before. */
async function* collectAgain(
  collection: Collection,
  settings: SliceSettings,
): AsyncGenerator<SessionPage, void, undefined> {
  const { deps, tally, short, habits: { moreClaims } } = collection;
  let futile = 0;
  for (let next = short.take(); next; next = short.take()) {
    if (futile >= FUTILE_REPEATS || tally.limitReached) return;
    const { window, keys, reason } = next;
    if (reason === "partial" && moreClaims.areVain) continue;
    const gaps = tally.takeGaps(window);
    const gapsBefore = tally.gaps;
    const axis = new TimeAxis(window, settings.order, deps.endpoint);
    const again = { ...settings, onWindowError: "gap" as const };
    let doneMs = 0;
    try {
      for await (const page of collectRange(collection, again, axis, keys)) {
        doneMs += page.window.endMs - page.window.startMs;
        yield page;
      }
    } finally {
      // What was not asked again is as short as before.
      if (doneMs === 0) { for (const gap of gaps) tally.addGap(gap); }
    }
    futile = tally.gaps > gapsBefore ? futile + 1 : 0;
  }
}

/** @param earlier Keys of sessions that were delivered before and may come again. */
async function* collectRange(
  collection: Collection,
  settings: SliceSettings,
  axis: TimeAxis,
  earlier?: ReadonlySet<string>,
): AsyncGenerator<SessionPage, void, undefined> {
  const { range, query, deps, tally, habits, short } = collection;
  const { responseCut } = habits;
  const { limit, minWindowMs, concurrency } = settings;
  const { limits } = deps.endpoint;
  const planner = new WindowPlanner({
    maxSessions: limits.maxSessions,
    minWindowMs,
    firstWindowMs: firstWindowMs(limit, query.filters, limits),
    marginSigmas: concurrency > 1 ? MARGIN_SIGMAS.ahead : MARGIN_SIGMAS.alone,
    responseCut,
    roundEnd: (planned, latestMs) => axis.roundEnd(planned, latestMs),
  });
  const queue = new SegmentQueue({
    axis,
    range,
    planner,
    ...habits,
    tally,
    minWindowMs,
    maxSegments: concurrency * SEGMENTS_PER_REQUEST,
    limit,
  });
  const pages = new PageMaker({ axis, tally, limit, short, responseCut, earlier });
  const pump = new WindowPump({ queue, filters: query.filters, deps, settings });
  const takeLate = () =>
    responseCut.takeLate().map((late) => lateGap(late, queue, short, limits.maxSessions));
  try {
    for (let head = await pump.next(); head; head = await pump.next()) {
      if (head.state.kind === "failed") throw head.state.error;
      if (head.state.kind !== "done") continue;
      queue.shift();
      const page = pages.make(head, head.state, takeLate());
      const isFull = tally.sessions >= limit;
      tally.limitReached = page.coverage.limitReached || (isFull && !queue.isAtEnd);
      settings.onProgress?.({
        windows: tally.windows,
        sessions: tally.sessions,
        requests: tally.requests,
        fraction: earlier ? 1 : head.toMs / axis.lengthMs,
        saturatedResponses: queue.fullResponses,
        gaps: tally.gaps,
      });
      tally.finished = queue.isAtEnd && short.isEmpty;
      yield page;
      if (isFull) return;
    }
  } finally {
    for (const gap of takeLate()) tally.addGap(gap);
    await pump.close();
  }
}

/** A window that was delivered and turned out to be cut off: a gap, until it is asked again. */
function lateGap(
  late: DeliveredWindow,
  queue: SegmentQueue,
  short: ShortWindows,
  maxSessions: number,
) {
  // Sessions that run through many windows could not be told from those of its neighbours.
  const cause = cutOffLateGap(late.length, maxSessions);
  if (queue.selection !== "overlap") short.add({ ...late, reason: cause.reason });
  return { ...late.window, ...cause };
}
