import type { Endpoint } from "../../../gen/endpoint.ts";
import { CONTENT } from "../../../gen/endpoints.ts";
import type { SessionTable } from "../../analysis/table/session_table.ts";
import { tabulate } from "../../analysis/table/tabulate.ts";
import type { ReadTable, TableSource } from "../../explain/table_source.ts";
import type { CheckedQuery } from "../../query/check/checked_query.ts";
import type { SessionsQuery } from "../../query/sessions_query.ts";
import type { TimeWindow } from "../../query/time/time_window.ts";
import { coverageOf } from "../../session/coverage/coverage_of.ts";
import { storageFailure } from "../disk/storage_failure.ts";
import { openStored } from "../open_store.ts";
import {
  checkStoredQuery,
  EVER,
  findStored,
  type ReadOptions,
  readSessions,
} from "../read_sessions.ts";
import { readTable } from "./read_table.ts";

/**
 * Reads sessions from an output of `harvest()` into tables: the same sessions as `readSessions()`, but
 * column by column, and only the columns that are wanted.
 *
 * @param output A `.duckdb` file or a folder of Parquet files.
 *
 * @example Ask what was collected
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { summarizeSessions } from "@conviva-sessions/conviva-sessions/explain";
 * import { harvest, outputTables } from "@conviva-sessions/conviva-sessions/harvest";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * const output = `${await Deno.makeTempDir()}/sessions.duckdb`;
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS,
 *   fetch: createSandboxHandler(),
 * });
 * const query = { start: Date.now() - 4_200_000, end: Date.now() - 3_600_000 };
 * const { storedSessions } = await harvest({ client, query, output });
 * const { total } = await summarizeSessions(outputTables(output), query, { by: ["cdn"] });
 * assertEquals(total.n, storedSessions);
 * await Deno.remove(output);
 * ```
 */
export function outputTables(
  output: string,
  options: Omit<ReadOptions, "signal"> = {},
): TableSource {
  const { endpoint = CONTENT, accountDimensions, now = Date.now } = options;
  const check = (query: SessionsQuery<string>) =>
    checkStoredQuery(query as SessionsQuery, {
      endpoint,
      ...accountDimensions && { accountDimensions },
      now,
    });
  return {
    endpoint,
    takesRequests: false,
    oldestMs: () => -Infinity,
    async hasAnyOf({ startMs, endMs }) {
      const asked = await askedWindows(output, endpoint);
      return asked.some((window) => window.startMs < endMs && window.endMs > startMs);
    },
    check,
    async read(query, { attributes, signal = new AbortController().signal, onProgress } = {}) {
      const checked = check(query);
      const order = { endpoint, ...attributes && { attributes } };
      let read: ReadTable;
      if (checked.limit === undefined) {
        read = await readAll(output, checked, { ...order, nowMs: now() }, signal);
      } else {
        const sessions = readSessions(output, query as SessionsQuery, { ...options, signal });
        const table = await tabulate(sessions, endpoint, order);
        read = { table, coverage: sessions.coverage };
      }
      const { sessions, gaps, windows } = read.coverage;
      onProgress?.({
        windows,
        sessions,
        requests: 0,
        fraction: 1,
        saturatedResponses: 0,
        gaps: gaps.length,
      });
      return read;
    },
  };
}

async function readAll(
  output: string,
  { range, filters }: CheckedQuery,
  { endpoint, attributes, nowMs }: {
    readonly endpoint: Endpoint;
    readonly attributes?: readonly string[];
    readonly nowMs: number;
  },
  signal: AbortSignal,
): Promise<ReadTable> {
  signal.throwIfAborted();
  const stored = await openStored(output, endpoint);
  try {
    const found = await findStored(stored, output, { range, filters, endpoint, nowMs });
    const order = { endpoint, filters: found.filters, ...attributes && { attributes } };
    const table = await readTable(await stored.rows(found.starts), order, signal);
    return { table, coverage: readCoverage(found.coverage, table) };
  } catch (error) {
    signal.throwIfAborted();
    throw storageFailure(error, output);
  } finally {
    stored.close();
  }
}

/** The coverage of an output, with what was read from it. */
function readCoverage(stored: ReadTable["coverage"], { length }: SessionTable) {
  return coverageOf({ ...stored, sessions: length, duplicates: 0, requests: 0 });
}

/**
 * The range of which an output has sessions: from the start of the first window that was asked to the
 * end of the last; `undefined` if nothing was.
 *
 * @example Go on where a collection ends
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { harvest, outputRange } from "@conviva-sessions/conviva-sessions/harvest";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * const output = `${await Deno.makeTempDir()}/sessions.duckdb`;
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS,
 *   fetch: createSandboxHandler(),
 * });
 * const query = { start: Date.now() - 4_200_000, end: Date.now() - 3_600_000 };
 * await harvest({ client, query, output });
 * assertEquals((await outputRange(output))?.endMs, query.end);
 * await Deno.remove(output);
 * ```
 *
 * @param output A `.duckdb` file or a folder of Parquet files.
 * @throws StorageError if the output cannot be read.
 */
export async function outputRange(
  output: string,
  { endpoint = CONTENT }: Pick<ReadOptions, "endpoint"> = {},
): Promise<TimeWindow | undefined> {
  const asked = await askedWindows(output, endpoint);
  const [first, last] = [asked[0], asked.at(-1)];
  return first && last && { startMs: first.startMs, endMs: last.endMs };
}

/** The windows that were asked for an output, in order of time. */
async function askedWindows(output: string, endpoint: Endpoint): Promise<readonly TimeWindow[]> {
  const stored = await openStored(output, endpoint);
  try {
    return (await stored.ledger(EVER)).windows;
  } catch (error) {
    throw storageFailure(error, output);
  } finally {
    stored.close();
  }
}
