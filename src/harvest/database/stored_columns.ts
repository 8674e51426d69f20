import type { Endpoint } from "../../../gen/endpoint.ts";
import { noSessions } from "../columns/session_text.ts";
import type { Connection } from "./connection.ts";
import { identifier } from "./sql_text.ts";

/** Rows of an output that belong to a range. */
export interface StoredRows {
  /** Where they can be read. */
  readonly connection: Connection;
  /** What to read, as it stands behind `FROM`. */
  readonly rows: string;
  /** Which of them, as SQL. */
  readonly where: string;
}

/** A value to read of each row: its name and its SQL. */
export type Selected = Readonly<Record<string, string>>;

/** Values of some thousand rows, by the names of a selection. */
export interface ColumnBatch {
  /** Number of rows. */
  readonly length: number;
  /** The values of a column; `null` where a row has none. */
  column(name: string): ArrayLike<unknown>;
}

/** What all columns of an output are named, also those that rows are older than. */
export function withAllColumns({ rows, where }: StoredRows, endpoint: Endpoint): string {
  return `(${noSessions(endpoint)} UNION ALL BY NAME SELECT * FROM ${rows} WHERE ${where})`;
}

/** Reads values of rows column by column, in no order, a few thousand rows at a time. */
export async function* readColumns(
  { connection, ...rows }: StoredRows,
  { selected, where, endpoint }: { selected: Selected; where: string; endpoint: Endpoint },
  signal: AbortSignal,
): AsyncGenerator<ColumnBatch, void, undefined> {
  const names = Object.keys(selected);
  const columns = Object.entries(selected).map(([name, sql]) => `${sql} AS ${identifier(name)}`);
  const result = await connection.stream(
    `SELECT ${["1", ...columns].join(", ")} FROM ${
      withAllColumns({ connection, ...rows }, endpoint)
    } WHERE ${where}`,
  );
  for (;;) {
    signal.throwIfAborted();
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    yield {
      length: chunk.rowCount,
      column: (name) => chunk.getColumnValues(1 + names.indexOf(name)),
    };
  }
}
