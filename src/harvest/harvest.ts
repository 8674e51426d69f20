import { sleep, systemClock } from "../client/clock.ts";
import type { TimeWindow } from "../query/time_window.ts";
import { collect } from "./collect.ts";
import { countSkipped, dueRanges, isOutdated } from "./due_ranges.ts";
import { harvestCoverage, reachable } from "./harvest_coverage.ts";
import type { HarvestOptions, HarvestSummary } from "./harvest_options.ts";
import { openStore, outputKind } from "./open_store.ts";
import type { SessionPage } from "../slicing/mod.ts";
import { RunProgress } from "./run_progress.ts";
import type { SessionStore } from "./session_store.ts";
import type { Setback } from "./setback.ts";
import { StorageError } from "./storage_error.ts";

const DEFAULTS = {
  clock: systemClock,
  follow: false,
  intervalMs: 300_000,
  settleMs: 6 * 3_600_000,
  batchSessions: 10_000,
  batchMs: 10_000,
  publishSessions: 20_000,
  memoryLimit: "384MB",
};

/** Options with all defaults in place. */
type Settings = HarvestOptions & Required<Pick<HarvestOptions, keyof typeof DEFAULTS | "signal">>;

/**
 * Collects sessions into a DuckDB file or a folder of Parquet files. It can be stopped at any
 * moment, also by killing the process, and goes on where it was when it is run again; a range that
 * was taken before is asked again only where it was short of sessions or may have gained some.
 *
 * @throws StorageError if the output cannot be used; the SessionsError that fits if the API cannot.
 * What had come before is stored.
 */
export async function harvest(options: HarvestOptions): Promise<HarvestSummary> {
  const given = Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as unknown as HarvestOptions;
  const settings = { ...DEFAULTS, signal: new AbortController().signal, ...given };
  const { output, onProgress } = settings;
  const kind = await outputKind(output);
  const store = await openStore(kind, output, settings, settings);
  const progress = new RunProgress(onProgress);
  try {
    const { range, interrupted } = await run(store, settings, progress);
    const summary = await summarize(store, settings, progress, range);
    await store.close();
    return { output, kind, interrupted, ...summary };
  } catch (error) {
    // What went wrong first is what the caller needs to hear.
    await store.close().catch(() => {});
    throw error;
  }
}

async function run(
  store: SessionStore,
  settings: Settings,
  progress: RunProgress,
): Promise<{ range: TimeWindow; interrupted: boolean }> {
  const { clock, signal, follow, intervalMs } = settings;
  for (;;) {
    const range = follow ? { startMs: settings.range.startMs, endMs: clock.now() } : settings.range;
    try {
      await look(store, settings, progress, range);
      if (!follow) return { range, interrupted: false };
      progress.report("waiting");
      await sleep(clock, intervalMs, signal);
    } catch (error) {
      if (signal.aborted && error === signal.reason) return { range, interrupted: true };
      throw error;
    }
  }
}

/** Collects what is due of a range, and shows what came even if it ends early. */
async function look(
  store: SessionStore,
  settings: Settings,
  progress: RunProgress,
  range: TimeWindow,
): Promise<void> {
  const { pages, clock, signal, settleMs, follow, batchSessions, batchMs } = settings;
  signal.throwIfAborted();
  const nowMs = clock.now();
  await store.check();
  const ledger = await store.ledger(range);
  progress.outdatedWindows ||= ledger.windows.filter(isOutdated).length;
  const due = dueRanges(reachable(range, nowMs), ledger, { nowMs, settleMs, isPatient: follow });
  progress.begin(due, countSkipped(ledger.windows, due));
  const onPage = (page: SessionPage) => progress.addPage(page);
  const publish = async () => {
    progress.report("publishing");
    await store.publish();
  };
  try {
    await collect({ store, pages, clock, signal, batchSessions, batchMs, onPage }, due);
  } catch (error) {
    if (!(error instanceof StorageError)) await publish();
    throw error;
  }
  await publish();
}

async function summarize(
  store: SessionStore,
  { clock, settleMs }: Settings,
  { windows, windowsSkipped, sessions, requests, outdatedWindows }: RunProgress,
  range: TimeWindow,
): Promise<Omit<HarvestSummary, "output" | "kind" | "interrupted">> {
  await store.check();
  const ledger = await store.ledger(range);
  const outdated: Setback[] = outdatedWindows > 0
    ? [{ kind: "earlier_rule", sessions: 0, windows: outdatedWindows }]
    : [];
  return {
    windows,
    windowsSkipped,
    sessions,
    requests,
    storedSessions: await store.countSessions(),
    unsettledWindows:
      ledger.windows.filter(({ endMs, askedAtMs }) => askedAtMs - endMs < settleMs).length,
    setbacks: [...store.setbacks, ...outdated],
    coverage: harvestCoverage(range, ledger, await store.totals(range), clock.now()),
  };
}
