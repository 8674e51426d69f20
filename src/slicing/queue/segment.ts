import type { TimeWindow } from "../../query/time/time_window.ts";
import type { GapCause } from "../../session/coverage/gaps.ts";
import type { DecodedPage } from "../../session/decode/decoded_page.ts";
import type { Session } from "../../session/session.ts";
import type { ReadAnswer } from "../answer/answer_reader.ts";
import type { WidenedWindow } from "../answer/rounding_watch.ts";
import type { AskedPlace } from "../answer/window_edges.ts";
import type { Stretch, TimeAxis } from "../axis/time_axis.ts";
import type { Expectation } from "../forecast/expectation.ts";
import type { WindowPlanner } from "../forecast/window_planner.ts";
import type { WindowEvidence } from "../types.ts";

/** What became of a segment. */
export interface SegmentResult {
  /** What came; empty if nothing could. */
  readonly page: DecodedPage;
  /** Why it is short, if it is. */
  readonly gap?: GapCause;
}

/** How far a segment is. */
export type SegmentState =
  | { readonly kind: "waiting" | "asked" }
  /** Its answer may have been cut off in silence; that of another is checked first. */
  | { readonly kind: "held"; readonly answer: ReadAnswer }
  /** A half of its window is to be asked, or is being asked, to check its answer. */
  | {
    readonly kind: "to_check" | "checking";
    readonly answer: ReadAnswer;
    readonly half: Stretch;
    /** The other half, to be asked if this one lacks nothing: what is missing may lie in it. */
    readonly other: Stretch | undefined;
  }
  | {
    readonly kind: "done";
    readonly result: SegmentResult;
    /** What it was taken from, if that is all that there is. */
    readonly answer?: ReadAnswer;
  }
  | { readonly kind: "failed"; readonly error: unknown };

/** A stretch of the axis on its way from being planned to being delivered. */
export class Segment implements AskedPlace {
  /** How far it is. */
  state: SegmentState = { kind: "waiting" };
  /** Limit that it is asked with. */
  limit = 0;
  /** When its latest answer came, by the API's clock. */
  answeredAtMs = 0;
  /** The part of its window that was asked for, if the API's clock does not reach all of it. */
  reached: TimeWindow | undefined;
  /** How often a request for its place failed after all retries. */
  failures = 0;
  /** Whether it was asked again since its answer was called too large without need. */
  wasDoubted = false;
  /** How often it was asked again since its answer said that there is more. */
  repeats = 0;
  /** Sessions of its place that came before, with the answer of a wider window. */
  known: readonly Session[] = [];
  /** How its window is widened, in case the API rounds windows inwards. */
  widened: WidenedWindow | undefined;
  /** How many checks were made of this place that told nothing. */
  unclearChecks = 0;
  /** The segment behind it whose answer checks its own, since it has the end of the same window. */
  checkedBy:
    | { readonly segment: Segment; readonly answer: ReadAnswer; readonly end: Stretch }
    | undefined;
  /** Whether its answer was checked, and not cut off in silence. */
  isWhole = false;
  /** What shows that all of its place came. */
  evidence: WindowEvidence = "none";
  /** Whether its answer has told the planner about the rate. */
  isLearned = false;

  /** A segment that waits to be asked. */
  constructor(
    /** Offset at which it begins. */
    readonly fromMs: number,
    /** Offset at which it ends. */
    readonly toMs: number,
    /** What it was expected to bring; `undefined` while nothing was known about the rate. */
    public expected: Expectation | undefined,
    /** Responses in a row that were full at this place. */
    public fullResponses = 0,
    /** HTTP requests made for it so far. */
    public requests = 0,
  ) {}
}

/**
 * Segments that wait, in the place of one.
 *
 * @param edgesMs Offsets at which they end.
 */
export function cutAt(
  { fromMs, requests, fullResponses, known }: Segment,
  edgesMs: readonly number[],
  planner: WindowPlanner,
): Segment[] {
  return edgesMs.map((endMs, index) => {
    const part = { fromMs: edgesMs[index - 1] ?? fromMs, toMs: endMs };
    const expected = planner.expect(part);
    // The first part carries on the count of what the whole has cost.
    const spent = index === 0 ? requests : 0;
    const segment = new Segment(part.fromMs, part.toMs, expected, fullResponses, spent);
    segment.known = known;
    return segment;
  });
}

/** An offset inside a segment, near one that is wanted, at a round moment if that is possible. */
export function roundCutMs({ fromMs, toMs }: Stretch, atMs: number, axis: TimeAxis): number {
  const roundMs = axis.roundEnd({ fromMs, toMs: Math.floor(atMs) }, toMs - 1);
  return Math.max(fromMs + 1, Math.min(toMs - 1, roundMs));
}

/** The part of a segment that lies in a stretch. */
export function clipped(segment: Segment, { fromMs, toMs }: Stretch): Segment {
  const { expected, fullResponses, requests, known, failures } = segment;
  const part = new Segment(fromMs, toMs, expected, fullResponses, requests);
  return Object.assign(part, { known, failures });
}
