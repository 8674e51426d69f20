import type { Endpoint } from "../../gen/endpoint.ts";
import type { SessionTable } from "../analysis/table/session_table.ts";
import type { CheckedQuery } from "../query/check/checked_query.ts";
import type { SessionsQuery } from "../query/sessions_query.ts";
import type { TimeWindow } from "../query/time/time_window.ts";
import type { Coverage } from "../session/coverage/coverage.ts";
import type { SliceProgress } from "../slicing/types.ts";

/** Where the sessions of an answer come from: the API, or an output of a harvest. */
export interface TableSource {
  /** Whose sessions they are. */
  readonly endpoint: Endpoint;
  /** Whether reading takes requests, of which there is a limit. */
  readonly takesRequests: boolean;
  /** The oldest moment that can be asked for now, Unix milliseconds; `-Infinity` without a limit. */
  oldestMs(): number;
  /** Whether anything of a window can be had, however little. */
  hasAnyOf(window: TimeWindow): Promise<boolean>;
  /**
   * Checks a query, and asks nothing.
   *
   * @throws QueryError if it breaks a rule.
   */
  check(query: SessionsQuery<string>): CheckedQuery;
  /** Reads all sessions of a query into a table. */
  read(query: SessionsQuery<string>, options?: ReadTableOptions): Promise<ReadTable>;
}

/** How sessions are read into a table. Everything has a default. */
export interface ReadTableOptions {
  /** The dimensions and tags that are wanted. Default: all. */
  readonly attributes?: readonly string[];
  /** Ends the reading. */
  readonly signal?: AbortSignal;
  /** Hears how far it is. */
  readonly onProgress?: (progress: SliceProgress) => void;
}

/** Sessions as a table, with what came of what was asked. */
export interface ReadTable {
  /** The sessions. */
  readonly table: SessionTable;
  /** What came back, and what did not. */
  readonly coverage: Coverage;
}
