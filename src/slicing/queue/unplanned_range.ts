import type { TimeWindow } from "../../query/time/time_window.ts";
import { WIDEST_ROUNDING_MS } from "../answer/rounding_watch.ts";
import { OVERLAP_MS } from "../answer/window_edges.ts";
import type { TimeAxis } from "../axis/time_axis.ts";
import type { WindowPlanner } from "../forecast/window_planner.ts";
import type { AgeLimit } from "./age_limit.ts";
import { Segment } from "./segment.ts";

/** What the part of a range that is not planned yet is made of. */
export interface UnplannedRangeOptions {
  readonly axis: TimeAxis;
  readonly planner: WindowPlanner;
  readonly ageLimit: AgeLimit;
  /** Hears of what is out of the API's reach. */
  readonly onTooOld: (window: TimeWindow) => void;
}

/** What the next segment is planned for. */
export interface PlanningDemand {
  readonly nowMs: number;
  /** Sessions that are still wanted; `Infinity` if all are. */
  readonly wanted: number;
  /** Whether the answers of segments before it are still to come. */
  readonly isAhead: boolean;
}

/** The part of an axis behind the last planned segment. */
export class UnplannedRange {
  readonly #options: UnplannedRangeOptions;
  #fromMs = 0;

  /** All of an axis. */
  constructor(options: UnplannedRangeOptions) {
    this.#options = options;
  }

  /** Whether all is planned. */
  get isEmpty(): boolean {
    return this.#fromMs >= this.#options.axis.lengthMs;
  }

  /** Takes back what was planned from an offset on. */
  takeBack(fromMs: number): void {
    this.#fromMs = fromMs;
  }

  /** The next segment; `undefined` if there is none for now. */
  next({ nowMs, wanted, isAhead }: PlanningDemand): Segment | undefined {
    if (wanted <= 0 || this.isEmpty) return undefined;
    const { axis, planner } = this.#options;
    const { maxWindowMs } = axis.endpoint.limits;
    const rest = this.#reachable(nowMs);
    if (!rest) return undefined;
    const { fromMs, toMs: axisEndMs } = rest;
    const maxWidthMs = axisEndMs - fromMs <= maxWindowMs && fromMs === 0
      ? maxWindowMs
      : maxWindowMs - OVERLAP_MS;
    const endMs = planner.endMs({ fromMs, axisEndMs, maxWidthMs, wanted });
    const expected = planner.expect({ fromMs, toMs: endMs });
    const isWidest = endMs === axisEndMs || endMs - fromMs > maxWidthMs - WIDEST_ROUNDING_MS;
    if (isAhead && !planner.isSureOf(expected, isWidest)) return undefined;
    this.#fromMs = endMs;
    return new Segment(fromMs, endMs, expected);
  }

  /** What of it the API reaches. */
  #reachable(nowMs: number) {
    const { axis, ageLimit, onTooOld } = this.#options;
    const rest = { fromMs: this.#fromMs, toMs: axis.lengthMs };
    const { reachable, tooOld } = ageLimit.divide(axis.windowOf(rest), nowMs);
    const stretch = axis.stretchOf(reachable ?? tooOld!);
    // At the far end, more may be too old by the time that the collection gets there.
    if (tooOld && (!reachable || stretch.fromMs > rest.fromMs)) {
      onTooOld(tooOld);
      this.#fromMs = reachable ? stretch.fromMs : axis.lengthMs;
    }
    return reachable && stretch;
  }
}
