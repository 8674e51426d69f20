import type { TimeWindow } from "../query/time_window.ts";
import type { LedgerEntry, LedgerTotals } from "./ledger.ts";
import type { StagedBatch } from "./staged_batch.ts";

/** An output that is open for writing, by this run alone. */
export interface SessionStore {
  /** Starts a batch of pages. */
  stage(): Promise<StagedBatch>;
  /**
   * Stores a batch: its sessions, and that its windows are done, both or neither. A session that is
   * there already is replaced.
   */
  commit(batch: StagedBatch, askedAtMs: number): Promise<void>;
  /** Makes all that was committed visible to readers of the output. */
  publish(): Promise<void>;
  /** What was asked of a range. */
  ledger(range: TimeWindow): Promise<LedgerEntry>;
  /** What was counted in a range. */
  totals(range: TimeWindow): Promise<LedgerTotals>;
  /** Distinct sessions that readers of the output see. */
  countSessions(): Promise<number>;
  /** Lets go of the output. What is not committed is gone. */
  close(): Promise<void>;
}
