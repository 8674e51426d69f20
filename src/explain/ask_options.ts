import type { Pulled } from "./answers.ts";

/** How an answer is asked for. Everything has a default. */
export interface AskOptions {
  /** Ends the asking, also while it waits: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Hears how far it is. */
  readonly onProgress?: (progress: AskProgress) => void;
}

/** How far an answer is. */
export interface AskProgress {
  /** Part of all that is asked that is done, 0 to 1; it never falls. */
  readonly fraction: number;
  /** Requests so far, of all pulls. */
  readonly requests: number;
  /** Sessions so far, of all pulls. */
  readonly sessions: number;
  /** What is being asked for now. */
  readonly purpose: Pulled["purpose"];
}
