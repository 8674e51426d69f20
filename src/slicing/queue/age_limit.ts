import type { TimeWindow } from "../../query/time/time_window.ts";

/** A window, divided at the API's oldest reachable moment. */
export interface Reach {
  /** The part that can be asked for. */
  readonly reachable: TimeWindow | undefined;
  /** The part that is too old. */
  readonly tooOld: TimeWindow | undefined;
}

/** How much younger than the maximum age a window must be at first, since requests travel. */
const FIRST_MARGIN_MS = 2000;
/** A refusal this close to the maximum age is put down to it, however the clocks differ. */
const MAX_MARGIN_MS = 300_000;
const MARGIN_GROWTH = 4;

/** How far back the API reaches, with a margin that grows when it refuses what is close to that. */
export class AgeLimit {
  readonly #maxAgeMs: number;
  #marginMs = FIRST_MARGIN_MS;

  /** @param maxAgeMs How far back the API reaches. */
  constructor(maxAgeMs: number) {
    this.#maxAgeMs = maxAgeMs;
  }

  /** The oldest moment that a request can start with. */
  oldestMs(nowMs: number): number {
    return nowMs - this.#maxAgeMs + this.#marginMs;
  }

  /** Divides a window at the oldest moment. */
  divide(window: TimeWindow, nowMs: number): Reach {
    const { startMs, endMs } = window;
    const oldestMs = this.oldestMs(nowMs);
    if (startMs >= oldestMs) return { reachable: window, tooOld: undefined };
    if (endMs <= oldestMs) return { reachable: undefined, tooOld: window };
    return {
      reachable: { startMs: oldestMs, endMs },
      tooOld: { startMs, endMs: oldestMs },
    };
  }

  /** Takes in that a window was refused; `false` if its age is not the reason. */
  learnRefused({ startMs }: TimeWindow, nowMs: number): boolean {
    const fromMaxAgeMs = startMs - (nowMs - this.#maxAgeMs);
    if (fromMaxAgeMs >= MAX_MARGIN_MS || this.#marginMs >= MAX_MARGIN_MS) return false;
    this.#marginMs = Math.min(MAX_MARGIN_MS, this.#marginMs * MARGIN_GROWTH);
    return true;
  }
}
