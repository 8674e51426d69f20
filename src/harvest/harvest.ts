import { sleep } from "../client/clock.ts";
import type { CheckedQuery } from "../query/check/checked_query.ts";
import { queryError } from "../query/finding/script_dialect.ts";
import type { SessionsQuery } from "../query/sessions_query.ts";
import type { TimeWindow } from "../query/time/time_window.ts";
import { HOUR_MS } from "../query/time/units.ts";
import type { SessionPage } from "../slicing/types.ts";
import { collect } from "./collect.ts";
import { StorageError } from "./storage_error.ts";
import { countSkipped, dueRanges, isOutdated } from "./due_ranges.ts";
import { harvestCoverage, reachable } from "./harvest_coverage.ts";
import type { HarvestClient, HarvestOptions, HarvestSummary } from "./harvest_options.ts";
import { openStore, outputKind } from "./open_store.ts";
import { RunProgress } from "./run_progress.ts";
import type { SessionStore, Setback } from "./session_store.ts";

const DEFAULTS = {
  follow: false,
  intervalMs: 300_000,
  settleMs: 6 * HOUR_MS,
  batchSessions: 10_000,
  batchMs: 10_000,
  publishSessions: 20_000,
  memoryLimit: "384MB",
};

/** Options with all defaults in place, and the query checked. */
interface Settings
  extends
    Omit<HarvestOptions, "query" | keyof typeof DEFAULTS>,
    Required<Pick<HarvestOptions, keyof typeof DEFAULTS>> {
  readonly client: HarvestClient;
  readonly query: CheckedQuery;
  readonly signal: AbortSignal;
}

/**
 * Collects sessions into a DuckDB file or a folder of Parquet files. It can be stopped at any
 * moment, also by killing the process, and goes on where it was when it is run again; a range that
 * was taken before is asked again only where it was short of sessions or may have gained some.
 *
 * @example Collect an hour into Parquet files
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { harvest } from "@conviva-sessions/conviva-sessions/harvest";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const output = await Deno.makeTempDir();
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS, // Of an account: credentialsFromEnv()
 *   fetch: createSandboxHandler(), // Asks the API if left out
 * });
 * const { kind, sessions, coverage } = await harvest({ client, query: { last: "1h" }, output });
 * assertEquals([kind, coverage.gaps.length], ["parquet", 0]);
 * assert(sessions > 0);
 * await Deno.remove(output, { recursive: true });
 * ```
 *
 * @typeParam Query What the client may be asked.
 * @throws QueryError if the query breaks a rule or has a limit; StorageError if the output cannot be
 * used; the SessionsError that fits if the API cannot. What had come before is stored.
 */
export async function harvest<Query = SessionsQuery>(
  options: HarvestOptions<Query>,
): Promise<HarvestSummary> {
  const { client, query: asked, ...given } = options;
  const { endpoint, source } = client;
  const query = withoutLimit(client.check(asked));
  const settings: Settings = {
    ...DEFAULTS,
    signal: new AbortController().signal,
    ...withoutUndefined(given),
    // It is asked with checked queries alone, which any client takes.
    client: client as unknown as HarvestClient,
    query,
  };
  const { output, onProgress } = settings;
  const kind = await outputKind(output);
  const store = await openStore(
    kind,
    output,
    { endpoint, source, filters: query.filters },
    settings,
  );
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

/** @throws QueryError if a query has a limit: which sessions came first means nothing in an output. */
function withoutLimit(query: CheckedQuery): CheckedQuery {
  if (query.limit === undefined) return query;
  throw queryError([{
    parameter: "limit",
    received: String(query.limit),
    problem: "a harvest takes all sessions of its range",
    allowed: "a query without a limit",
  }]);
}

function withoutUndefined<T extends object>(options: T): T {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as T;
}

async function run(
  store: SessionStore,
  settings: Settings,
  progress: RunProgress,
): Promise<{ range: TimeWindow; interrupted: boolean }> {
  const { client: { clock }, query, signal, follow, intervalMs } = settings;
  for (;;) {
    const range = follow ? { ...query.range, endMs: clock.now() } : query.range;
    try {
      await poll(store, settings, progress, range);
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
async function poll(
  store: SessionStore,
  settings: Settings,
  progress: RunProgress,
  range: TimeWindow,
): Promise<void> {
  const { client, query, signal, settleMs, follow, batchSessions, batchMs } = settings;
  signal.throwIfAborted();
  const reach = reachOf(client);
  await store.check();
  const ledger = await store.ledger(range);
  progress.outdatedWindows ||= ledger.windows.filter(isOutdated).length;
  const rule = { nowMs: reach.nowMs, settleMs, isPatient: follow };
  const due = dueRanges(reachable(range, reach), ledger, rule);
  progress.begin(due, countSkipped(ledger.windows, due));
  const onPage = (page: SessionPage) => progress.addPage(page);
  const publish = async () => {
    progress.report("publishing");
    await store.publish();
  };
  try {
    await collect({ store, client, query, signal, batchSessions, batchMs, onPage }, due);
  } catch (error) {
    if (!(error instanceof StorageError)) await publish();
    throw error;
  }
  await publish();
}

async function summarize(
  store: SessionStore,
  { client, settleMs }: Settings,
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
    coverage: harvestCoverage(range, ledger, await store.totals(range), reachOf(client)),
  };
}

/** What the API can be asked for now. */
function reachOf({ clock, endpoint }: HarvestClient) {
  return { nowMs: clock.now(), maxAgeMs: endpoint.limits.maxAgeMs };
}
