import { type JsonValue, querySql } from "../../src/harvest/mod.ts";

/** All rows of a query over an output. */
export async function rowsIn(input: string, sql: string): Promise<JsonValue[][]> {
  await using result = await querySql(sql, { input });
  const rows: JsonValue[][] = [];
  for await (const batch of result.batches) rows.push(...batch);
  return rows;
}

/** The keys of all sessions in an output, in order; one that is there twice comes twice. */
export async function keysIn(input: string): Promise<string[]> {
  const rows = await rowsIn(input, "SELECT client_id || ' ' || session_id AS key FROM sessions");
  return rows.map(([key]) => String(key)).sort();
}
