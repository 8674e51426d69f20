/** Runs what several callers want at once only once. */
export interface SharedCalls<Result> {
  /**
   * Joins the call that is running under this key, or starts it.
   *
   * @param start Starts the call; its signal aborts when all callers have gone.
   * @throws What the call throws; the caller's own reason as soon as its signal aborts.
   */
  join(
    key: string,
    start: (signal: AbortSignal) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result>;
}

interface Call<Result> {
  readonly result: Promise<Result>;
  readonly controller: AbortController;
  callers: number;
}

/** Makes a set of calls to share. */
export function createSharedCalls<Result>(): SharedCalls<Result> {
  const calls = new Map<string, Call<Result>>();
  return {
    join(key, start, signal) {
      const call = calls.get(key) ?? begin(key, start);
      call.callers++;
      return new Promise<Result>((resolve, reject) => {
        let waits = true;
        const leave = () => {
          signal?.removeEventListener("abort", onAbort);
          if (waits) call.callers--;
          waits = false;
        };
        const onAbort = () => {
          leave();
          reject(signal!.reason);
          if (call.callers > 0) return;
          // Whoever comes now must not join a call that is about to fail.
          if (calls.get(key) === call) calls.delete(key);
          call.controller.abort(signal!.reason);
        };
        if (signal?.aborted) return onAbort();
        signal?.addEventListener("abort", onAbort, { once: true });
        call.result.finally(leave).then(resolve, reject);
      });
    },
  };

  function begin(key: string, start: (signal: AbortSignal) => Promise<Result>): Call<Result> {
    const controller = new AbortController();
    const call = { result: start(controller.signal), controller, callers: 0 };
    calls.set(key, call);
    const end = () => {
      if (calls.get(key) === call) calls.delete(key);
    };
    call.result.then(end, end);
    return call;
  }
}
