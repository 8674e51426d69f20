import { Dispersion, type Expectation } from "./expectation.ts";
import { evenCuts, firstCut, FRESH_PART, type FullResponse, sampleScale } from "./full_response.ts";
import { RateHistory } from "./rate_history.ts";
import { ResponseLimit } from "./response_limit.ts";
import type { Stretch } from "../axis/time_axis.ts";
import { countUpTo, type WindowShape } from "../axis/window_shape.ts";

/** Settings of a {@linkcode WindowPlanner}. */
export interface WindowPlannerOptions {
  /** Most sessions that the API gives in a response. */
  readonly maxSessions: number;
  /** Windows no longer than this are not split. */
  readonly minWindowMs: number;
  /** Width of the first window. */
  readonly firstWindowMs: number;
  /** Room that a window leaves for chance, in standard deviations. */
  readonly marginSigmas: number;
  /** What the lengths of the responses say about answers that are cut off below the limit. */
  readonly responseCut: { readonly safeSessions: number };
  /** Moves a planned end to a round moment, but not beyond the latest; see `TimeAxis.roundEnd()`. */
  readonly roundEnd: (planned: Stretch, latestMs: number) => number;
}

/** What a window is planned for. */
export interface WindowDemand {
  /** Offset at which it begins. */
  readonly fromMs: number;
  /** Offset at which the axis ends. */
  readonly axisEndMs: number;
  /** Longest width allowed. */
  readonly maxWidthMs: number;
  /** Sessions that are still wanted; `Infinity` if all are. */
  readonly wanted: number;
}

/** Part of a response that a cut aims to fill: a sample tells the place of a cut to some percent. */
const CUT_FILL = 0.93;
/** Relative error of the number of sessions that a sample stands for. */
const SAMPLE_SIGMA = 0.05;
/** Part of a response that a window aims to fill when the rate is known well enough. */
const SURE_FILL = 0.6;
/** A scale up to here is chance, above it there was a burst. */
const MAX_SCALE_OF_CHANCE = 1.15;

/**
 * Sizes windows so that their responses are well filled but not full: as wide as the expected
 * sessions and a margin for chance allow. What it says only ever matters for the number of requests;
 * whether a response is full decides what is asked again.
 */
export class WindowPlanner {
  readonly #options: WindowPlannerOptions;
  #history = new RateHistory();
  readonly #dispersion = new Dispersion();
  /** The limit to ask with. */
  readonly responseLimit: ResponseLimit;
  /** Width to ask while nothing is known about the rate, or splitting is in vain. */
  #blindWidthMs: number;
  #splitsInVain = false;
  /** The latest full response: it tells what lies behind its cut. */
  #sample: { readonly shape: WindowShape; readonly scale: number } | undefined;

  /** A planner that knows nothing yet. */
  constructor(options: WindowPlannerOptions) {
    this.#options = options;
    this.#blindWidthMs = options.firstWindowMs;
    this.responseLimit = new ResponseLimit(options.maxSessions);
  }

  /**
   * Whether a window may be asked before the answers of those ahead of it are there. If it is narrow
   * because little is known about the rate, waiting for them saves requests.
   *
   * @param isWidest Whether the window could not be wider.
   */
  isSureOf(expected: Expectation | undefined, isWidest: boolean): boolean {
    if (this.#splitsInVain) return true;
    return expected !== undefined &&
      (isWidest || expected.sessions >= SURE_FILL * this.#capacity);
  }

  /** Whether the latest full window could not be helped by splitting. */
  get splitsInVain(): boolean {
    return this.#splitsInVain;
  }

  /** What a window is expected to bring; `undefined` while nothing is known about the rate. */
  expect({ fromMs, toMs }: Stretch): Expectation | undefined {
    if (this.#history.isEmpty) return undefined;
    const sampled = this.#expectBySample({ fromMs, toMs });
    const { perMs, logVariance } = this.#history.forecast((sampled.toMs + toMs) / 2);
    const usual = perMs * (toMs - sampled.toMs);
    const { sessions: carried, atMs } = this.#history.carried;
    // Since then about as many sessions have ended as have started.
    const exchanged = 2 * perMs * Math.max(0, fromMs - atMs);
    return {
      sessions: carried + sampled.sessions + usual,
      noiseVariance: this.#dispersion.ratio * (sampled.sessions + usual) +
        Math.min(carried, exchanged),
      modelVariance: (SAMPLE_SIGMA * sampled.sessions) ** 2 + logVariance * usual ** 2,
      usualSessions: perMs * (toMs - fromMs),
    };
  }

  /** Where a window should end. */
  endMs({ fromMs, axisEndMs, maxWidthMs, wanted }: WindowDemand): number {
    const latestMs = Math.min(axisEndMs, fromMs + maxWidthMs);
    if (this.#history.isEmpty || this.#splitsInVain) {
      const blindMs = Math.min(latestMs, fromMs + this.#blindWidthMs);
      return blindMs === axisEndMs || this.#splitsInVain
        ? blindMs
        : this.#options.roundEnd({ fromMs, toMs: blindMs }, blindMs);
    }
    const endMs = Math.max(
      Math.min(latestMs, fromMs + this.#leastWidthMs(fromMs)),
      largestInteger(fromMs, latestMs, (toMs) => this.#fits({ fromMs, toMs }, wanted)),
    );
    // Windows of even width need no more requests than wide ones and a narrow rest.
    const windows = Math.ceil((axisEndMs - fromMs) / (endMs - fromMs));
    const plannedMs = wanted === Infinity
      ? fromMs + Math.ceil((axisEndMs - fromMs) / windows)
      : endMs;
    return plannedMs === axisEndMs
      ? plannedMs
      : this.#options.roundEnd({ fromMs, toMs: plannedMs }, endMs);
  }

  /** Learns from a window of which all sessions came. */
  learn(shape: WindowShape, expected: Expectation | undefined): void {
    this.#splitsInVain = false;
    this.#history.add(shape);
    if (expected) this.#dispersion.learn(shape.records, expected);
    if (this.#sample && shape.toMs >= this.#sample.shape.toMs) this.#sample = undefined;
  }

  /** Forgets the rates: the windows that it knows them from had more sessions than came. */
  forgetRates(): void {
    this.#history = new RateHistory();
    this.#sample = undefined;
  }

  /** Learns that splitting is in vain, and how wide the next windows are to be asked instead. */
  learnInVain(widthMs: number): void {
    this.#splitsInVain = true;
    this.#blindWidthMs = Math.max(this.#options.minWindowMs, widthMs);
  }

  /** Where to end the window of a full response when what lies behind can be planned anew. */
  recut(full: FullResponse, wanted: number): number {
    this.#splitsInVain = false;
    const enough = wanted + 2 * Math.sqrt(wanted);
    const cutMs = firstCut(full, {
      maxSessions: Math.min(CUT_FILL * this.#capacity, enough),
      minWidthMs: this.#options.minWindowMs,
    });
    const { fromMs } = full.shape;
    const endMs = this.#options.roundEnd({ fromMs, toMs: cutMs }, cutMs);
    if (this.#history.isEmpty) this.#blindWidthMs = endMs - full.shape.fromMs;
    this.#remember(full);
    return endMs;
  }

  /** Where to cut the window of a full response when what lies behind it is asked already. */
  cuts(full: FullResponse): number[] {
    this.#splitsInVain = false;
    const cuts = evenCuts(full, {
      maxSessions: CUT_FILL * this.#capacity,
      minWidthMs: this.#options.minWindowMs,
    });
    let fromMs = full.shape.fromMs;
    return cuts.map((cutMs) => fromMs = this.#options.roundEnd({ fromMs, toMs: cutMs }, cutMs));
  }

  #remember(full: FullResponse): void {
    this.#sample = undefined;
    const { shape, expected, earlier } = full;
    if (!expected || earlier > 0) return;
    const scale = sampleScale(full);
    if (scale <= MAX_SCALE_OF_CHANCE) this.#dispersion.learn(scale * shape.records, expected);
    this.#sample = { shape, scale: (scale * shape.records) / shape.entriesMs.length };
  }

  /** Most sessions that a response can have when it is complete. */
  get #capacity(): number {
    return Math.min(this.responseLimit.sessions, this.#options.responseCut.safeSessions) - 1;
  }

  /** Where running sessions alone nearly fill a response, a window is to bring some new ones. */
  #leastWidthMs(fromMs: number): number {
    const { minWindowMs } = this.#options;
    if (this.#history.carried.sessions === 0) return minWindowMs;
    const { perMs } = this.#history.forecast(fromMs);
    return Math.max(minWindowMs, Math.ceil((FRESH_PART * this.#capacity) / perMs));
  }

  #fits(stretch: Stretch, wanted: number): boolean {
    const { sessions, noiseVariance, modelVariance } = this.expect(stretch)!;
    const sigma = Math.sqrt(noiseVariance + modelVariance);
    const isEnough = sessions > wanted + 2 * Math.sqrt(wanted) + Math.min(sigma, wanted);
    return sessions + this.#options.marginSigmas * sigma <= this.#capacity && !isEnough;
  }

  /** What the latest sample says about the beginning of a stretch, and how far it goes. */
  #expectBySample({ fromMs, toMs }: Stretch): { sessions: number; toMs: number } {
    if (!this.#sample || this.#sample.shape.toMs <= fromMs) return { sessions: 0, toMs: fromMs };
    const { shape, scale } = this.#sample;
    const untilMs = Math.min(toMs, shape.toMs);
    const entries = countUpTo(shape.entriesMs, untilMs) - countUpTo(shape.entriesMs, fromMs);
    return { sessions: scale * entries, toMs: untilMs };
  }
}

/**
 * The largest integer in (low, high] that fits, or the first above `low` if none does; `fits` must
 * not become true again after it was false.
 */
function largestInteger(
  low: number,
  high: number,
  fits: (candidate: number) => boolean,
): number {
  if (fits(high)) return high;
  let fitting = low;
  let unfit = high;
  while (unfit - fitting > 1) {
    const middle = Math.floor((fitting + unfit) / 2);
    if (fits(middle)) fitting = middle;
    else unfit = middle;
  }
  return Math.max(fitting, low + 1);
}
