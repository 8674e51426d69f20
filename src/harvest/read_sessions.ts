import type { Endpoint } from "../../gen/endpoint.ts";
import { CONTENT } from "../../gen/endpoints.ts";
import { checkQuery } from "../query/check/check_query.ts";
import type { CheckedQuery } from "../query/check/checked_query.ts";
import { perEndpoint } from "../query/per_endpoint.ts";
import type { SessionsQuery } from "../query/sessions_query.ts";
import type { TimeWindow } from "../query/time/time_window.ts";
import type { Coverage } from "../session/coverage/coverage.ts";
import { coverageOf } from "../session/coverage/coverage_of.ts";
import type { Session } from "../session/session.ts";
import type { SessionStream } from "../slicing/types.ts";
import { storageFailure } from "./disk/storage_failure.ts";
import { StorageError } from "./storage_error.ts";
import { harvestCoverage } from "./harvest_coverage.ts";
import type { LedgerEntry } from "./ledger/ledger.ts";
import { openStored } from "./open_store.ts";
import { filtersLeftOut, filtersToApply, matcher } from "./output_filters.ts";
import type { StoredSessions } from "./session_store.ts";
import { clip, mergeWindows } from "./time_spans.ts";

/** How an output is read. Everything has a default. */
export interface ReadOptions {
  /** Ends the reading. */
  readonly signal?: AbortSignal;
  /** Whose sessions the output has. Default content sessions. */
  readonly endpoint?: Endpoint;
  /** Dimensions of the account's own that the query may use, or `"any"` to check no names. */
  readonly accountDimensions?: readonly string[] | "any";
  /** The present in Unix milliseconds; by default the machine's. */
  readonly now?: () => number;
}

/** An endpoint that reaches back for ever, as an output does. */
const unlimited = perEndpoint((endpoint): Endpoint => ({
  ...endpoint,
  limits: { ...endpoint.limits, maxAgeMs: Infinity },
}));

/**
 * Reads sessions back from an output of `harvest()`, oldest first, as `client.sessions(query)` brought
 * them: what is not known is `null`, and every group of fields is there. A session belongs to the range
 * that it started in, or, if nothing was asked there, to the next that was. Those whose start is not
 * known come last. Memory depends on the fullest hour, and not on how many there are. What the output
 * does not have of the range is in the coverage.
 *
 * @example Read what was collected
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { harvest, readSessions } from "@conviva-sessions/conviva-sessions/harvest";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * const output = `${await Deno.makeTempDir()}/sessions.duckdb`;
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS,
 *   fetch: createSandboxHandler(),
 * });
 * const query = { start: Date.now() - 7_200_000, end: Date.now() - 3_600_000 };
 * const { storedSessions } = await harvest({ client, query, output });
 * const stored = readSessions(output, query);
 * assertEquals((await Array.fromAsync(stored)).length, storedSessions);
 * assertEquals(stored.coverage.complete, true);
 * await Deno.remove(output);
 * ```
 *
 * @param output A `.duckdb` file or a folder of Parquet files.
 * @param query The range, how old it may be, and filters. Those that the output was collected with must
 * be among them.
 * @throws QueryError before anything is read if the query breaks a rule, and while iterating if records
 * do not have what it filters by; StorageError while iterating if the output cannot be read.
 */
export function readSessions<AccountDimension extends string = never>(
  output: string,
  query: SessionsQuery<AccountDimension>,
  options: ReadOptions = {},
): SessionStream {
  const { endpoint = CONTENT, accountDimensions, now = Date.now } = options;
  const checked = checkStoredQuery(query as SessionsQuery, { endpoint, accountDimensions, now });
  const reading = new Reading(checked.range);
  const sessions = read(output, checked, { ...options, endpoint, now }, reading);
  return {
    [Symbol.asyncIterator]: () => sessions,
    get coverage() {
      return reading.coverage;
    },
  };
}

/**
 * Checks a query of an output.
 *
 * @throws QueryError if it breaks a rule.
 */
export function checkStoredQuery(
  query: SessionsQuery,
  { endpoint, accountDimensions, now }:
    & Pick<ReadOptions, "accountDimensions">
    & Required<Pick<ReadOptions, "endpoint" | "now">>,
): CheckedQuery {
  return checkQuery(query, {
    endpoint: unlimited(endpoint),
    nowMs: now(),
    requests: "many",
    accountDimensions,
  });
}

/** How far a reading is. */
class Reading {
  /** Distinct sessions delivered. */
  sessions = 0;
  /** Whether all was read that was wanted. */
  finished = false;
  /** Whether the limit ended it. */
  limitReached = false;
  /** What the output holds of the range, once that is known. */
  stored: Coverage;

  constructor(range: TimeWindow) {
    this.stored = coverageOf({
      range,
      sessions: 0,
      duplicates: 0,
      requests: 0,
      windows: 0,
      limitReached: false,
      unreadableRecords: 0,
      unreadableFields: {},
      unknownValues: {},
      correctedUnits: {},
      notices: [],
      gaps: [],
    });
  }

  get coverage(): Coverage {
    const { stored, sessions, finished, limitReached } = this;
    const counts = { sessions, duplicates: 0, requests: 0, limitReached };
    const coverage = coverageOf({ ...stored, ...counts });
    return { ...coverage, complete: coverage.complete && finished };
  }
}

async function* read(
  output: string,
  { range, filters, limit = Infinity }: CheckedQuery,
  { endpoint, now, signal = new AbortController().signal }:
    & ReadOptions
    & Required<Pick<ReadOptions, "endpoint" | "now">>,
  reading: Reading,
): AsyncGenerator<Session, void, undefined> {
  signal.throwIfAborted();
  const stored = await openStored(output, endpoint);
  try {
    const found = await findStored(stored, output, { range, filters, endpoint, nowMs: now() });
    const isWanted = matcher(found.filters, endpoint);
    reading.stored = found.coverage;
    for await (const session of stored.sessions(found.starts, signal)) {
      if (!isWanted(session)) continue;
      if (reading.sessions === limit) {
        reading.limitReached = true;
        break;
      }
      reading.sessions++;
      yield session;
    }
    reading.finished = true;
  } catch (error) {
    signal.throwIfAborted();
    throw storageFailure(error, output);
  } finally {
    stored.close();
  }
}

/** What a query asks an output for. */
interface Wanted extends Pick<CheckedQuery, "range" | "filters"> {
  readonly endpoint: Endpoint;
  readonly nowMs: number;
}

/** What an output has for a query. */
interface Found {
  /** The starts of the sessions that belong to the range. */
  readonly starts: TimeWindow;
  /** The filters that they do not all match already. */
  readonly filters: CheckedQuery["filters"];
  /** What the output holds of the range. */
  readonly coverage: Coverage;
}

/**
 * Finds what an output has for a query.
 *
 * @throws StorageError if it lacks sessions that the query asks for.
 */
export async function findStored(
  stored: StoredSessions,
  output: string,
  { range, filters, endpoint, nowMs }: Wanted,
): Promise<Found> {
  refuseWider(output, stored, filters);
  const ledger = await stored.ledger(EVER);
  const reach = { nowMs, maxAgeMs: endpoint.limits.maxAgeMs };
  return {
    starts: startsOf(range, ledger),
    filters: filtersToApply(stored.filters, filters),
    coverage: harvestCoverage(range, ledger, await stored.totals(range), reach),
  };
}

/** Sessions start after 1970, and none of them later than a `Date` can say. */
export const EVER: TimeWindow = { startMs: 1, endMs: 8.64e15 };

/**
 * The starts of the sessions of a range. A session that started where nothing was asked came with the
 * next window that was, since an API may select by the end or by what overlaps, and belongs there.
 */
function startsOf(range: TimeWindow, { windows }: LedgerEntry): TimeWindow {
  const asked = mergeWindows(windows);
  const edge = (ms: number) => {
    const next = asked.findIndex(({ endMs }) => endMs >= ms);
    if (next === -1 || asked[next]!.startMs < ms) return ms;
    return asked[next - 1]?.endMs ?? EVER.startMs;
  };
  return clip({ startMs: edge(range.startMs), endMs: edge(range.endMs) }, EVER);
}

/** @throws StorageError if an output lacks sessions that a query asks for. */
function refuseWider(
  output: string,
  stored: StoredSessions,
  filters: CheckedQuery["filters"],
): void {
  const missing = filtersLeftOut(stored.filters, filters);
  if (missing.length === 0) return;
  throw new StorageError(
    "mismatch",
    output,
    `Cannot read all of these sessions from '${output}' as it has only those with ` +
      `${missing.join(" and ")}; add that to the query`,
  );
}
