import type { DuckDBConnection, DuckDBInstance, Json } from "@duckdb/node-api";

/** A connection to DuckDB. */
export type Connection = DuckDBConnection;

/** A value of a statement's parameter. */
export type SqlValue = string | number | bigint | boolean | null;

/**
 * DuckDB, once it is needed: its native library is not loaded by importing this package. The path is
 * `:memory:` or absolute.
 */
export async function startDuckDB(
  path: string,
  settings: Record<string, string> = {},
): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(path, {
    // Nothing is downloaded, ever: what is needed is built in.
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    ...settings,
  });
  const connection = await instance.connect();
  // Days and hours of a moment, and its text, are those of UTC on every machine.
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  connection.closeSync();
  return instance;
}

/** Runs statements one after the other. */
export async function runAll(connection: Connection, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await connection.run(statement);
}

/** Runs statements as one transaction: all of them take effect, or none. */
export async function inTransaction(
  connection: Connection,
  work: () => Promise<void>,
): Promise<void> {
  await connection.run("BEGIN TRANSACTION");
  try {
    await work();
    await connection.run("COMMIT");
  } catch (error) {
    // A failed commit has rolled back already; the first error is the one to tell.
    await connection.run("ROLLBACK").catch(() => {});
    throw error;
  }
}

/** The rows of a query as objects; bigints arrive as text. */
export async function rowsOf<Row extends Record<string, Json>>(
  connection: Connection,
  sql: string,
  values: Record<string, SqlValue> = {},
): Promise<Row[]> {
  const result = await connection.run(sql, values);
  return await result.getRowObjectsJson() as Row[];
}

/** Whether a query has any rows. */
export async function hasRows(connection: Connection, query: string): Promise<boolean> {
  return (await rowsOf(connection, query)).length > 0;
}

/** The rows of a query, a few thousand at a time in memory. */
export async function* streamRows<Row extends Record<string, Json>>(
  connection: Connection,
  sql: string,
): AsyncGenerator<Row[], void, undefined> {
  const result = await connection.stream(sql);
  for await (const rows of result.yieldRowObjectJson()) yield rows as Row[];
}
