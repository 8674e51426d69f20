import type { Endpoint } from "../../../gen/endpoint.ts";
import { identifier } from "../database/sql_text.ts";
import { IDS_COLUMN, outputColumns } from "./output_columns.ts";

/**
 * What tells the session of a row from others, as SQL expressions: what `sessionKey()` is made of, the
 * ids, which are stored as it makes them, and the second of the start.
 */
export function keyOf(table: string, endpoint: Endpoint): string {
  const start = identifier(outputColumns(endpoint).start);
  return `${table}.${IDS_COLUMN}, epoch_ms(${table}.${start}) // 1000`;
}

/** A query that has a row if some of the rows are of one session. */
export function repeatsIn(rows: string, endpoint: Endpoint): string {
  return `SELECT 1 FROM ${rows} r GROUP BY ${keyOf("r", endpoint)} HAVING count(*) > 1 LIMIT 1`;
}
