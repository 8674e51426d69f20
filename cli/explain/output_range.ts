import { querySql } from "../../src/harvest/mod.ts";
import type { Endpoint, TimeWindow } from "../../src/mod.ts";
import { fieldColumn, parseDuration } from "../../src/view/mod.ts";
import type { DefaultRange } from "./ask.ts";

/**
 * The range of an output that is meant where none is given: all of it, or its newest part.
 *
 * @returns `undefined` if it has no session with a start.
 */
export async function outputRange(
  input: string,
  endpoint: Endpoint,
  { last, isAllOfOutput }: DefaultRange,
  signal: AbortSignal,
): Promise<TimeWindow | undefined> {
  const start = endpoint.fields.find(({ path }) => path === endpoint.key.start)!;
  const { name } = fieldColumn(start, endpoint);
  const sql = `select epoch_ms(min("${name}")), epoch_ms(max("${name}")) from sessions`;
  await using result = await querySql(sql, { input, signal });
  for await (const [row] of result.batches) {
    const [first, newest] = row ?? [];
    if (first == null || newest == null) return undefined;
    const endMs = Number(newest) + 1;
    return { startMs: isAllOfOutput ? Number(first) : endMs - parseDuration(last)!, endMs };
  }
  return undefined;
}
