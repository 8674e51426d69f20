import type { Filters } from "../query/check/checked_query.ts";
import type { TimeWindow } from "../query/time/time_window.ts";
import type { Session } from "../session/session.ts";
import type { StoredRows } from "./database/stored_columns.ts";
import type { StagedBatch } from "./disk/staged_batch.ts";
import type { LedgerEntry, LedgerTotals } from "./ledger/ledger.ts";

/** Something that was taken for stored and done, and is not any more: its windows are asked again. */
export interface Setback {
  /**
   * What happened. `missing`: a file of stored sessions is gone. `short`: it has fewer sessions than
   * were stored. `damaged`: it cannot be read. `earlier_rule`: windows were taken for done on less
   * evidence than is asked for now.
   */
  readonly kind: "missing" | "short" | "damaged" | "earlier_rule";
  /** The file, from the output on. */
  readonly file?: string;
  /** Where the damaged file was put aside, from the output on. */
  readonly movedTo?: string;
  /** Sessions that are lost as far as is known. */
  readonly sessions: number;
  /** Windows that are due again; those out of the API's reach cannot be asked any more. */
  readonly windows: number;
}

/** What an output knows of what was asked. */
export interface OutputLedger {
  /** What was asked of a range. */
  ledger(range: TimeWindow): Promise<LedgerEntry>;
  /** What was counted in a range. */
  totals(range: TimeWindow): Promise<LedgerTotals>;
}

/** An output that is open for writing, by this run alone. */
export interface SessionStore extends OutputLedger {
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
  /** Distinct sessions that readers of the output see. */
  countSessions(): Promise<number>;
  /** Lets go of the output. What is not committed is gone. */
  close(): Promise<void>;
}

/** An output that is open for reading. */
export interface StoredSessions extends OutputLedger {
  /** What all its sessions match. */
  readonly filters: Filters;
  /**
   * The sessions that started in a range, in order of their start, and behind them those without a
   * start that ended in it, or of which no time is known. No more than an hour's are in memory.
   */
  sessions(range: TimeWindow, signal: AbortSignal): AsyncIterable<Session>;
  /** Where the same sessions can be read by columns. */
  rows(range: TimeWindow): Promise<StoredRows>;
  /** Lets go of the output. */
  close(): void;
}
