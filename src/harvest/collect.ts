import type { CheckedQuery } from "../query/check/checked_query.ts";
import type { TimeWindow } from "../query/time/time_window.ts";
import type { SessionPage } from "../slicing/types.ts";
import { reachable } from "./harvest_coverage.ts";
import type { HarvestClient } from "./harvest_options.ts";
import type { SessionStore } from "./session_store.ts";
import type { StagedBatch } from "./disk/staged_batch.ts";

/** What is collected, from where, into what. */
export interface Collection {
  readonly store: SessionStore;
  readonly client: HarvestClient;
  /** What is asked, of whatever range. */
  readonly query: CheckedQuery;
  readonly signal: AbortSignal;
  /** Sessions after which a batch is committed. */
  readonly batchSessions: number;
  /** Time after which a batch is committed. */
  readonly batchMs: number;
  /** Hears of every page. */
  readonly onPage: (page: SessionPage) => void;
}

/**
 * Asks for ranges and stores what comes, a batch at a time. A batch is committed while the next one
 * comes in, and no further ahead: memory does not depend on how long the ranges are.
 *
 * What came before an error is committed before the error is thrown.
 */
export async function collect(
  { store, client, query, signal, batchSessions, batchMs, onPage }: Collection,
  ranges: readonly TimeWindow[],
): Promise<void> {
  const { clock, endpoint: { limits: { maxAgeMs } } } = client;
  let batch: StagedBatch | undefined;
  let batchStartMs = clock.now();
  let knownCut = await store.knownCut();
  let committing: Promise<void> = Promise.resolve();

  async function commitBatch(): Promise<void> {
    await committing;
    if (!batch) return;
    committing = store.commit(batch);
    // It is awaited later; until then nobody hears of a failure.
    committing.catch(() => {});
    batch = undefined;
  }

  async function take(page: SessionPage): Promise<void> {
    if (!batch) {
      batch = await store.stage();
      batchStartMs = clock.now();
    }
    await batch.add(page);
    onPage(page);
    for (const { kind, value } of page.coverage.notices) {
      if (kind === "cut_off" && value !== undefined) knownCut = Math.min(value, knownCut ?? value);
    }
    const isFull = batch.sessionCount >= batchSessions || clock.now() - batchStartMs >= batchMs;
    if (isFull) await commitBatch();
  }

  let isStorageSound = true;
  try {
    for (const due of ranges) {
      const range = reachable(due, { nowMs: clock.now(), maxAgeMs });
      if (!isWorthAsking(range, due)) continue;
      // A window that fails must not end a pull of days: it becomes a gap, which the next run fills.
      const pages = client.pages(query.with({ range }), {
        signal,
        order: "oldest",
        onWindowError: "gap",
        knownCut,
      });
      for await (const page of pages) {
        isStorageSound = false;
        await take(page);
        isStorageSound = true;
      }
    }
  } finally {
    if (isStorageSound) {
      await commitBatch();
      await committing;
    } else {
      await committing.catch(() => {});
      await batch?.discard().catch(() => {});
    }
  }
}

/** What is about to slip out of the API's reach would be refused by the time it is asked. */
function isWorthAsking(range: TimeWindow, due: TimeWindow): boolean {
  const leftMs = range.endMs - range.startMs;
  return range.startMs === due.startMs ? leftMs > 0 : leftMs > 1000;
}
