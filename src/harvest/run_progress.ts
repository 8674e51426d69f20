import type { TimeWindow } from "../query/time/time_window.ts";
import type { HarvestProgress } from "./harvest_options.ts";
import type { SessionPage } from "../slicing/types.ts";

/** Counts what a run has done, and tells whoever wants to know. */
export class RunProgress {
  windows = 0;
  windowsSkipped = 0;
  sessions = 0;
  requests = 0;
  /** Windows of the range that an earlier rule took for done. */
  outdatedWindows = 0;
  #dueMs = 0;
  #doneMs = 0;
  readonly #onProgress: (progress: HarvestProgress) => void;

  constructor(onProgress: (progress: HarvestProgress) => void = () => {}) {
    this.#onProgress = onProgress;
  }

  /** Starts to ask for ranges. */
  begin(due: readonly TimeWindow[], windowsSkipped: number): void {
    this.windowsSkipped = windowsSkipped;
    this.#doneMs = 0;
    this.#dueMs = due.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    this.report("collecting");
  }

  /** Counts a page. */
  addPage({ window, sessions, requests }: SessionPage): void {
    this.windows++;
    this.sessions += sessions.length;
    this.requests += requests;
    this.#doneMs += window.endMs - window.startMs;
    this.report("collecting");
  }

  /** Tells how far the run is. */
  report(phase: HarvestProgress["phase"]): void {
    const { windows, sessions, requests } = this;
    const dueMs = this.#dueMs;
    const fraction = dueMs === 0 ? 1 : Math.min(1, this.#doneMs / dueMs);
    this.#onProgress({ phase, windows, sessions, requests, fraction, dueMs });
  }
}
