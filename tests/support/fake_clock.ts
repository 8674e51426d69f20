import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../src/client/clock.ts";

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #nowMs: number;
  readonly #timers = new Set<{ readonly dueMs: number; readonly callback: () => void }>();

  constructor(nowMs = Date.parse("2026-11-22T12:00:00Z")) {
    this.#nowMs = nowMs;
  }

  readonly now = (): number => this.#nowMs;

  readonly setTimer = (callback: () => void, ms: number): () => void => {
    const timer = { dueMs: this.#nowMs + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** Timers that have been set and have neither rung nor been cancelled. */
  get pendingTimers(): number {
    return this.#timers.size;
  }

  /** Moves to the earliest timer and rings it; `false` if there is none. */
  advanceToNextTimer(): boolean {
    let next;
    for (const timer of this.#timers) if (!next || timer.dueMs < next.dueMs) next = timer;
    if (!next) return false;
    this.#nowMs = Math.max(this.#nowMs, next.dueMs);
    this.#timers.delete(next);
    next.callback();
    return true;
  }

  /** Moves on by a time, ringing the timers on the way. */
  advance(ms: number): void {
    const untilMs = this.#nowMs + ms;
    while ([...this.#timers].some((timer) => timer.dueMs <= untilMs)) this.advanceToNextTimer();
    this.#nowMs = untilMs;
  }
}

/** Lets everything that needs no timer come to rest. */
export async function settle(): Promise<void> {
  // Reading the body of a response takes a few turns of the event loop.
  for (let turn = 0; turn < 4; turn++) await setImmediate();
}

/** Waits for a promise, moving the clock to its next timer whenever everything rests. */
export async function runWithClock<T>(promise: Promise<T>, clock: FakeClock): Promise<T> {
  let done = false;
  const finished = promise.finally(() => done = true);
  finished.catch(() => {});
  for (;;) {
    await settle();
    if (done) return await finished;
    clock.advanceToNextTimer();
  }
}
