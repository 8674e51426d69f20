import type { TimeWindow } from "../query/time_window.ts";
import type { LedgerEntry, LedgerTotals } from "./ledger/ledger.ts";
import type { Setback } from "./setback.ts";
import type { StagedBatch } from "./disk/staged_batch.ts";

/** An output that is open for writing, by this run alone. */
export interface SessionStore {
  /** Starts a batch of pages. */
  stage(): Promise<StagedBatch>;
  /**
   * Stores a batch: its sessions, and that its windows are done, both or neither. A session that is
   * there already is replaced.
   */
  commit(batch: StagedBatch): Promise<void>;
  /** Makes all that was committed visible to readers of the output. */
  publish(): Promise<void>;
  /**
   * Holds what the ledger knows against what lies on the disk. What is missing becomes due again and
   * is a setback.
   *
   * @throws StorageError if the output itself was removed or replaced.
   */
  check(): Promise<void>;
  /** What was lost since it was stored, in the order in which it was noticed. */
  readonly setbacks: readonly Setback[];
  /** Sessions of the shortest answer that an earlier run found to be cut off. */
  knownCut(): Promise<number | undefined>;
  /** What was asked of a range. */
  ledger(range: TimeWindow): Promise<LedgerEntry>;
  /** What was counted in a range. */
  totals(range: TimeWindow): Promise<LedgerTotals>;
  /** Distinct sessions that readers of the output see. */
  countSessions(): Promise<number>;
  /** Lets go of the output. What is not committed is gone. */
  close(): Promise<void>;
}
