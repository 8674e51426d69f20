/** Time, so that a test can be its master. */
export interface Clock {
  /** The present in Unix milliseconds. */
  now(): number;
  /** Calls back once after a time; the result cancels that. */
  setTimer(callback: () => void, ms: number): () => void;
}

/** The longest that `setTimeout` can wait; it rings at once for more. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** A clock whose timers ring after 24 days if they are set for longer, whoever sets them. */
export function withinTimerRange(clock: Clock): Clock {
  return {
    now: () => clock.now(),
    setTimer: (callback, ms) => clock.setTimer(callback, Math.min(ms, MAX_TIMER_MS)),
  };
}

/** The machine's own time. */
export const systemClock: Clock = withinTimerRange({
  now: () => Date.now(),
  setTimer: (callback, ms) => {
    const id = setTimeout(callback, ms);
    return () => clearTimeout(id);
  },
});

/**
 * Waits.
 *
 * @throws The signal's reason as soon as it aborts.
 */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      cancel();
      reject(signal!.reason);
    };
    const cancel = clock.setTimer(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
