import type { RequestPage } from "../../client/request/request_page.ts";
import {
  PayloadTooLargeError,
  QueryError,
  SessionsError,
  type SessionsErrorCode,
} from "../../errors.ts";
import type { Filters } from "../../query/check/checked_query.ts";
import type { SliceSettings } from "../slice_settings.ts";
import type { SliceDeps } from "../types.ts";
import type { Segment } from "./segment.ts";
import type { WindowRequest } from "./window_request.ts";
import type { SegmentQueue } from "./segment_queue.ts";

/** What a pump works on. */
export interface WindowPumpOptions {
  readonly queue: SegmentQueue;
  readonly filters: Filters;
  readonly deps: SliceDeps;
  readonly settings: SliceSettings;
}

/** Errors that every window would meet. */
const COMMON_ERRORS: readonly SessionsErrorCode[] = ["authentication", "permission", "query"];

/** Keeps requests for the segments of a queue running, as many at a time as allowed. */
export class WindowPump {
  readonly #options: WindowPumpOptions;
  readonly #closing = new AbortController();
  readonly #inFlight = new Set<Promise<void>>();
  #wake = () => {};

  /** A pump that begins with the first call of `next`. */
  constructor(options: WindowPumpOptions) {
    this.#options = options;
    options.settings.signal?.addEventListener("abort", this.#onAbort);
  }

  /**
   * The head of the queue, when it is done or has failed; `undefined` at the end.
   *
   * @throws The caller's reason as soon as the signal aborts.
   */
  async next(): Promise<Segment | undefined> {
    for (;;) {
      this.#options.settings.signal?.throwIfAborted();
      this.#fill();
      const { head } = this.#options.queue;
      if (!head || head.state.kind === "done" || head.state.kind === "failed") return head;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  /** Ends all requests, and waits until they have ended. */
  async close(): Promise<void> {
    this.#options.settings.signal?.removeEventListener("abort", this.#onAbort);
    this.#closing.abort();
    await Promise.all(this.#inFlight);
  }

  #onAbort = () => this.#wake();

  #fill(): void {
    const { queue, settings, deps } = this.#options;
    while (!this.#closing.signal.aborted && this.#inFlight.size < settings.concurrency) {
      const request = queue.next(deps.clock.now());
      if (!request) return;
      const asking = this.#ask(request)
        .catch((error) => queue.fail(request, error))
        .finally(() => {
          this.#inFlight.delete(asking);
          this.#fill();
          this.#wake();
        });
      this.#inFlight.add(asking);
    }
  }

  async #ask(request: WindowRequest): Promise<void> {
    const { queue, filters, deps, settings: { signal } } = this.#options;
    const { window, limit } = request;
    let answer: Awaited<ReturnType<RequestPage>>;
    try {
      answer = await deps.requestPage(
        { endpoint: deps.endpoint.name, window, limit, filters },
        signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal,
      );
    } catch (error) {
      this.#settleError(request, error);
      return;
    }
    const { attempts, answeredAtMs, reached, ...page } = answer;
    queue.count(request, attempts);
    queue.settle(request, { page, answeredAtMs, reached });
  }

  #settleError(request: WindowRequest, error: unknown): void {
    const { queue, deps, settings } = this.#options;
    const nowMs = deps.clock.now();
    if (error instanceof SessionsError) queue.count(request, error.request.attempts ?? 1);
    if (error instanceof PayloadTooLargeError) queue.settleTooLarge(request, nowMs);
    else if (
      error instanceof QueryError && error.request.status !== undefined &&
      queue.settleRefused(request, nowMs)
    ) return;
    else if (
      settings.onWindowError === "gap" && error instanceof SessionsError &&
      !COMMON_ERRORS.includes(error.code)
    ) queue.settleFailed(request, error, nowMs);
    else queue.fail(request, error);
  }
}
