import type { TimeWindow } from "../../query/time/time_window.ts";
import type { DecodedPage } from "../../session/decode/decoded_page.ts";
import type { Session } from "../../session/session.ts";
import { sessionKey } from "../../session/session_key.ts";
import { type RoundingWatch, widened, type WidenedWindow } from "./rounding_watch.ts";
import { entryOffsetMs, type Selection } from "../axis/selection.ts";
import type { Stretch, TimeAxis } from "../axis/time_axis.ts";
import type { Expectation } from "../forecast/expectation.ts";

/** Neighbours share a millisecond, so that nothing falls between windows that have neither end. */
export const OVERLAP_MS = 1;
/** More sessions outside of a window, as a part, show that it was not cut as asked. */
const OUTSIDE_PART = 0.05;
/** Windows below this may be too fine for an API that counts in seconds. */
const FINE_WIDTH_MS = 1000;

/** Sessions this young may still come in, so that they say nothing about edges. */
const UNSETTLED_MS = 300_000;

/** A place on the axis, with what decided how it was asked, and what is known of it. */
export interface AskedPlace extends Stretch {
  /** The limit that it was asked with. */
  readonly limit: number;
  /** What it was expected to bring; `undefined` while nothing was known about the rate. */
  readonly expected: Expectation | undefined;
  /** Sessions of it that came before. */
  readonly known: readonly Session[];
  /** Responses in a row that were full at this place. */
  readonly fullResponses: number;
  /** How often it was asked again since its answer said that there is more. */
  readonly repeats: number;
  /** Whether an answer of its length was proven not to be cut off in silence. */
  readonly isWhole: boolean;
  /** How its window was widened, in case the API rounds windows inwards. */
  readonly widened: WidenedWindow | undefined;
}

/** What is known beside an answer of which the edges are judged. */
export interface EdgeFacts {
  readonly selection: Selection;
  /** Sessions of the window that had come before and did not come again. */
  readonly missing: readonly Session[];
  readonly answeredAtMs: number;
}

/** Where the windows of segments begin and end when they are asked for. */
export class WindowEdges {
  readonly #axis: TimeAxis;
  readonly #range: TimeWindow;
  readonly #rounding: RoundingWatch;

  /** @param range The range of the collection, whose ends go out as they are. */
  constructor(axis: TimeAxis, range: TimeWindow, rounding: RoundingWatch) {
    this.#axis = axis;
    this.#range = range;
    this.#rounding = rounding;
  }

  /**
   * The window to ask for a stretch.
   *
   * @param unitMs To which unit to widen it; 0 unless rounding is to be tried.
   * @param oldestMs How far back the API reaches.
   */
  windowOf(stretch: Stretch, unitMs: number, oldestMs: number): TimeWindow {
    const { startMs, endMs } = this.#axis.windowOf(stretch);
    const wideUnitMs = unitMs || this.#rounding.unitMs;
    if (wideUnitMs === 0) {
      return { startMs: Math.max(this.#range.startMs, startMs - OVERLAP_MS), endMs };
    }
    const rounded = widened({ startMs, endMs }, wideUnitMs);
    // An API that rounds takes the millisecond off again; one that does not has no start otherwise.
    const wideStartMs = rounded.startMs - OVERLAP_MS;
    const wide = { ...rounded, startMs: Math.max(Math.min(startMs, oldestMs), wideStartMs) };
    return wide.endMs - wide.startMs <= this.#axis.endpoint.limits.maxWindowMs
      ? wide
      : { startMs, endMs };
  }

  /**
   * What of the answer to a window belongs to the range; more may come if it was widened beyond.
   * What lies exactly at an end belongs to it only if it came without widening.
   *
   * @param known Sessions that came before.
   */
  withinRange(
    { startMs, endMs }: TimeWindow,
    page: DecodedPage,
    known: readonly Session[],
    selection: Selection,
  ): DecodedPage {
    if (startMs >= this.#range.startMs && endMs <= this.#range.endMs) return page;
    const keyOf = (session: Session) => sessionKey(session, this.#axis.endpoint);
    const keys = new Set(known.map(keyOf));
    const sessions = page.sessions.filter((session) => {
      const offsetMs = entryOffsetMs(session, selection, this.#axis);
      return !(offsetMs <= 0 || offsetMs >= this.#axis.lengthMs) || keys.has(keyOf(session));
    });
    return { ...page, sessions };
  }

  /**
   * To which unit to widen the window of an answer, in case the API rounds; 0 if its edges look
   * right, or if it was widened already, which is learned from.
   */
  unitToTry(
    place: AskedPlace,
    window: TimeWindow,
    page: DecodedPage,
    { selection, missing, answeredAtMs }: EdgeFacts,
  ): number {
    if (selection === "overlap") return 0;
    const timesOf = (sessions: readonly Session[]) =>
      sessions
        .map((session) => entryOffsetMs(session, selection, this.#axis))
        .filter((offsetMs) => !Number.isNaN(offsetMs))
        .map((offsetMs) => this.#axis.timeMs(offsetMs));
    const timesMs = timesOf(page.sessions);
    if (!place.widened) return this.#rounding.suspectedUnitMs(window, timesMs, timesOf(missing));
    const settledMs = timesMs.filter((timeMs) => timeMs <= answeredAtMs - UNSETTLED_MS);
    this.#rounding.learn(place.widened, this.#axis.windowOf(place), settledMs);
    return 0;
  }

  /** Whether an API that is asked for a part of a second answers with more than the part. */
  areIgnored({ fromMs, toMs }: Stretch, { sessions }: DecodedPage, selection: Selection): boolean {
    // Within a unit of an API that rounds, every part is asked for as the whole unit.
    const unitMs = this.#rounding.unitMs;
    const wide = widened(this.#axis.windowOf({ fromMs, toMs }), unitMs);
    if (unitMs > 0 && wide.endMs - wide.startMs <= unitMs) return true;
    if (toMs - fromMs >= FINE_WIDTH_MS) return false;
    const outside = sessions.filter((session) => {
      const offsetMs = entryOffsetMs(session, selection, this.#axis);
      return offsetMs < fromMs - OVERLAP_MS || offsetMs > toMs + OVERLAP_MS;
    });
    return outside.length > OUTSIDE_PART * sessions.length;
  }
}
