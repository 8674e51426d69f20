import type { DuckDBResult } from "@duckdb/node-api";
import type { Endpoint } from "../../../gen/endpoint.ts";
import { CONTENT } from "../../../gen/endpoints.ts";
import type { Connection } from "../database/connection.ts";
import { type JsonValue, jsonValue, parseJsonColumn } from "./json_value.ts";
import { openForReading } from "./open_for_reading.ts";
import { explained, storageFailure } from "../disk/storage_failure.ts";
import { StorageError } from "../storage_error.ts";

/** A column of a result. */
export interface SqlColumn {
  /** Name of the column. */
  readonly name: string;
  /** Its type in DuckDB, for example `TIMESTAMP WITH TIME ZONE`. */
  readonly type: string;
}

/** The result of a query, as it comes. */
export interface SqlResult extends AsyncDisposable {
  /** The columns, in order. */
  readonly columns: readonly SqlColumn[];
  /** The rows, some at a time. Reading them to the end, or leaving early, closes the result. */
  readonly batches: AsyncIterable<JsonValue[][]>;
  /** Ends the query. */
  close(): void;
}

/** What is queried, and how. */
export interface QuerySqlOptions {
  /** A `.duckdb` file or a folder of Parquet files that `harvest` made. */
  readonly input: string;
  /** Ends the query. */
  readonly signal?: AbortSignal;
  /** Whose columns a folder has that has no sessions yet. Default content sessions. */
  readonly endpoint?: Endpoint;
}

/**
 * Runs one query over collected sessions, in the table or view `sessions`. It can read nothing else
 * on the machine, and change nothing.
 *
 * @example Count what was collected
 * ```ts
 * import { createSessionsClient } from "@conviva-sessions/conviva-sessions";
 * import { harvest, querySql } from "@conviva-sessions/conviva-sessions/harvest";
 * import { createSandboxHandler, SANDBOX_CREDENTIALS } from "@conviva-sessions/conviva-sessions/sandbox";
 * import { assertEquals } from "@std/assert";
 *
 * const output = `${await Deno.makeTempDir()}/sessions.duckdb`;
 * const client = createSessionsClient({
 *   credentials: SANDBOX_CREDENTIALS,
 *   fetch: createSandboxHandler(),
 * });
 * const { storedSessions } = await harvest({ client, query: { last: "1h" }, output });
 * await using result = await querySql("SELECT count(*) FROM sessions", { input: output });
 * assertEquals(await Array.fromAsync(result.batches), [[[storedSessions]]]);
 * await Deno.remove(output);
 * ```
 *
 * @throws StorageError if there is nothing to read, or if the SQL is wrong or is not a query.
 */
export async function querySql(
  sql: string,
  { input, signal, endpoint = CONTENT }: QuerySqlOptions,
): Promise<SqlResult> {
  signal?.throwIfAborted();
  const { connection, close } = await explained(input, () => openForReading(input, endpoint));
  const onAbort = () => connection.interrupt();
  signal?.addEventListener("abort", onAbort);
  const end = () => {
    signal?.removeEventListener("abort", onAbort);
    close();
  };
  try {
    const result = await start(connection, sql, input);
    return {
      columns: result.deduplicatedColumnNames().map((name, at) => ({
        name,
        type: typeName(result, at),
      })),
      batches: readBatches(result, input, signal, end),
      close: end,
      [Symbol.asyncDispose]: () => Promise.resolve(end()),
    };
  } catch (error) {
    end();
    signal?.throwIfAborted();
    throw error;
  }
}

async function start(connection: Connection, sql: string, input: string): Promise<DuckDBResult> {
  const { StatementType } = await import("@duckdb/node-api");
  const refuse = (found: string): never => {
    const rule = "it must be one query, such as SELECT, FROM, PIVOT, DESCRIBE or SHOW";
    throw new StorageError("sql", input, `Cannot run the SQL as ${rule}: found ${found}`);
  };
  if (sql.trim() === "") refuse("no text");
  try {
    const statements = await connection.extractStatements(sql);
    const last = statements.count - 1;
    if (last < 0) refuse("no text");
    // DuckDB makes two statements and more of a query with PIVOT: types of the names it finds, and
    // the query.
    if (last > 0 && !await isOneQuery(connection, sql, statements.count)) {
      refuse("more than one statement, or one that writes");
    }
    for (let at = 0; at < last; at++) {
      const names = await statements.prepare(at);
      if (names.statementType !== StatementType.CREATE) refuse("more than one statement");
      await names.run();
    }
    const statement = await statements.prepare(last);
    // EXPLAIN is out as well: with ANALYZE it runs whatever it explains.
    const { statementType } = statement;
    if (statementType !== StatementType.SELECT) refuse(StatementType[statementType]!);
    return await statement.stream();
  } catch (error) {
    throw sqlFailure(error, input);
  }
}

/**
 * Whether SQL that DuckDB takes for several statements is one query: then it can stand in brackets. What
 * comes of it in them starts with a query, so that a type that is made before is DuckDB's own.
 */
async function isOneQuery(connection: Connection, sql: string, count: number): Promise<boolean> {
  const withoutEnd = sql.replace(/[\s;]+$/, "");
  const withoutComments = sql.replace(/(\s|;|--[^\n]*$|\/\*((?!\*\/)[^])*\*\/)+$/, "");
  for (const query of new Set([withoutEnd, withoutComments])) {
    try {
      return (await connection.extractStatements(`FROM (${query}\n)`)).count === count;
    } catch {
      // It is no query as it stands.
    }
  }
  return false;
}

async function* readBatches(
  result: DuckDBResult,
  input: string,
  signal: AbortSignal | undefined,
  end: () => void,
): AsyncGenerator<JsonValue[][]> {
  const duckdb = await import("@duckdb/node-api");
  const isJson = result.columnTypes().map(({ alias }) => alias === "JSON");
  try {
    for await (const rows of result.yieldRows()) {
      yield rows.map((row) =>
        row.map((value, at) =>
          isJson[at] && typeof value === "string"
            ? parseJsonColumn(value)
            : jsonValue(value, duckdb)
        )
      );
      signal?.throwIfAborted();
    }
    // An interrupted stream may end as if it were complete.
    signal?.throwIfAborted();
  } catch (error) {
    signal?.throwIfAborted();
    throw sqlFailure(error, input);
  } finally {
    end();
  }
}

function typeName(result: DuckDBResult, at: number): string {
  const type = result.columnType(at);
  return type.alias ?? String(type);
}

/** DuckDB's own words on wrong SQL are good, with what was meant and where. */
function sqlFailure(error: unknown, input: string): unknown {
  if (!(error instanceof Error) || error instanceof StorageError) return error;
  const isIo = /^(IO|Fatal|Internal|Serialization) Error/.test(error.message);
  if (isIo) return storageFailure(error, input);
  return new StorageError("sql", input, `Cannot run the SQL: ${error.message.trimEnd()}`, {
    cause: error,
  });
}
