import { LIMITS } from "../../gen/facts.ts";
import { QueryError } from "../errors/query_error.ts";
import { SessionsError, type SessionsErrorCode } from "../errors/sessions_error.ts";
import type { Filters } from "../query/checked_query.ts";
import type { TimeWindow } from "../query/time_window.ts";
import { askWindow } from "./ask_window.ts";
import type { CoverageTally } from "./coverage_tally.ts";
import type { Segment } from "./segment.ts";
import type { SegmentQueue } from "./segment_queue.ts";
import type { SliceSettings } from "./slice_settings.ts";
import type { SliceDeps } from "./types.ts";

/** What a pump works on. */
export interface WindowPumpOptions {
  readonly queue: SegmentQueue;
  readonly filters: Filters;
  readonly tally: CoverageTally;
  readonly deps: SliceDeps;
  readonly settings: SliceSettings;
}

/** Errors that every window would meet. */
const COMMON_ERRORS: readonly SessionsErrorCode[] = ["authentication", "permission", "query"];
/** A refusal this close to the maximum age is put down to it, however the clocks differ. */
const MAX_AGE_MARGIN_MS = 300_000;
const AGE_MARGIN_GROWTH = 4;

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
      const segment = queue.next(deps.clock.now());
      if (!segment) return;
      const asking = this.#ask(segment)
        .catch((error) => queue.fail(segment, error))
        .finally(() => {
          this.#inFlight.delete(asking);
          this.#fill();
          this.#wake();
        });
      this.#inFlight.add(asking);
    }
  }

  async #ask(segment: Segment): Promise<void> {
    const { queue, tally, filters, deps, settings: { signal } } = this.#options;
    const window = queue.windowOf(segment);
    const answer = await askWindow(
      deps,
      { window, limit: segment.limit, filters },
      signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal,
    );
    segment.requests += answer.requests;
    tally.requests += answer.requests;
    segment.answeredAtMs = answer.answeredAtMs;
    segment.reached = answer.kind === "page" ? answer.reached : undefined;
    if (answer.kind === "page") queue.settle(segment, answer.page);
    else if (answer.kind === "too_large") queue.settleTooLarge(segment);
    else this.#settleError(segment, window, answer.error);
  }

  #settleError(segment: Segment, { startMs }: TimeWindow, error: unknown): void {
    const { queue, deps, settings } = this.#options;
    const fromMaxAgeMs = startMs - (deps.clock.now() - LIMITS.maxAgeMs);
    if (
      error instanceof QueryError && error.request.status !== undefined &&
      fromMaxAgeMs < MAX_AGE_MARGIN_MS &&
      queue.ageMarginMs < MAX_AGE_MARGIN_MS
    ) {
      queue.ageMarginMs = Math.min(MAX_AGE_MARGIN_MS, queue.ageMarginMs * AGE_MARGIN_GROWTH);
      segment.state = { kind: "waiting" };
    } else if (
      settings.onWindowError === "gap" && error instanceof SessionsError &&
      !COMMON_ERRORS.includes(error.code)
    ) queue.settleFailed(segment, error);
    else queue.fail(segment, error);
  }
}
