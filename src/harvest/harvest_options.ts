import type { EndpointClient } from "../endpoint_client.ts";
import type { CheckedQuery } from "../query/check/checked_query.ts";
import type { SessionsQuery } from "../query/sessions_query.ts";
import type { Coverage } from "../session/coverage/coverage.ts";
import type { OutputKind } from "./ledger/output_identity.ts";
import type { Setback } from "./session_store.ts";

/**
 * What a harvest needs of a client; every `SessionsClient` and `EndpointClient` has it.
 *
 * @typeParam Query What the client may be asked.
 */
export type HarvestClient<Query = SessionsQuery> = Pick<
  EndpointClient<Query>,
  "endpoint" | "source" | "clock" | "check" | "pages"
>;

/**
 * What to collect, from where, into what.
 *
 * @typeParam Query What the client may be asked.
 */
export interface HarvestOptions<Query = SessionsQuery> {
  /** Asks the API. All runs on one output must ask the same endpoint at the same base URL. */
  readonly client: HarvestClient<Query>;
  /**
   * The range to collect, without a limit; with `follow`, its end moves on with the API's clock. All
   * runs on one output must have the same filters.
   */
  readonly query: Query | CheckedQuery;
  /** A path that ends in `.duckdb`, `.ddb` or `.db`, or else a folder for Parquet files. */
  readonly output: string;
  /** Stops the collection: what came is stored, and the summary says that it was interrupted. */
  readonly signal?: AbortSignal;
  /** Whether to go on with the newest windows until the signal aborts. Default false. */
  readonly follow?: boolean;
  /** With `follow`, the time from one poll to the next. Default 5 min. */
  readonly intervalMs?: number;
  /**
   * How long after its end a window may gain sessions, which are returned only once they have ended:
   * as long as a session may last. A window that was younger when asked is asked again. Default 6 h.
   */
  readonly settleMs?: number;
  /** Hears of every page and of every step after it. */
  readonly onProgress?: (progress: HarvestProgress) => void;
  /** Sessions after which a batch is committed. Default 10 000. */
  readonly batchSessions?: number;
  /** Time after which a batch is committed, however few its sessions are. Default 10 s. */
  readonly batchMs?: number;
  /**
   * For a folder: sessions of complete hours after which their Parquet files are written while more
   * come in. Default 20 000.
   */
  readonly publishSessions?: number;
  /** Memory that DuckDB may use. Default `384MB`. */
  readonly memoryLimit?: string;
}

/** How far a collection is. The counts are of this run. */
export interface HarvestProgress {
  /** What it is doing; `waiting` is for the next poll of `follow`. */
  readonly phase: "collecting" | "publishing" | "waiting";
  /** Windows that came. */
  readonly windows: number;
  /** Sessions that came. */
  readonly sessions: number;
  /** HTTP requests made. */
  readonly requests: number;
  /** Part of the time span to ask that has come, 0 to 1. */
  readonly fraction: number;
  /** Span of time to ask, summed over all parts that are due. */
  readonly dueMs: number;
}

/** What a collection brought. */
export interface HarvestSummary {
  /** The path of the output. */
  readonly output: string;
  /** What the output is. */
  readonly kind: OutputKind;
  /** Windows asked in this run. */
  readonly windows: number;
  /** Windows of the range that an earlier run had taken and that were not asked again. */
  readonly windowsSkipped: number;
  /** Sessions that came in this run; one that was stored already is replaced. */
  readonly sessions: number;
  /** HTTP requests made in this run. */
  readonly requests: number;
  /** Distinct sessions that the output now holds. */
  readonly storedSessions: number;
  /** Windows of the range that were younger than the settle time when asked. */
  readonly unsettledWindows: number;
  /** What was taken for stored and done, and was not any more. Its windows are due again. */
  readonly setbacks: readonly Setback[];
  /** Whether the signal ended the run. */
  readonly interrupted: boolean;
  /** What the output holds of the range, and what it does not; earlier runs are counted in. */
  readonly coverage: Coverage;
}
