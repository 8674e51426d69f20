import type { CheckedQuery } from "../../../src/mod.ts";
import type { TableSource } from "../../../src/explain/mod.ts";
import type { Line } from "../../render/line.ts";
import { emptyReasons } from "../knowledge/empty_reasons.ts";
import { withLackedDimensions } from "../knowledge/lacked_dimensions.ts";
import { redactedTables } from "./redacted_tables.ts";
import type { ToolCall } from "../tool.ts";
import type { ToolContext } from "../tool_context.ts";

/**
 * Asks a question about sessions.
 *
 * @param cameOf How many sessions an answer rests on.
 * @returns The answer; if no session came, also why that may be.
 * @throws SessionsError with the dimensions that the account lacks, if it was refused for these.
 */
export async function askPopulation<Answer>(
  checked: CheckedQuery,
  context: ToolContext,
  { signal }: ToolCall,
  ask: (source: TableSource) => Promise<Answer>,
  cameOf: (answer: Answer) => number,
): Promise<{ readonly answer: Answer; readonly reasons: readonly Line[] }> {
  const answer = await ask(redactedTables(context)).catch(async (error) => {
    throw await withLackedDimensions(error, checked, context, signal);
  });
  const isEmpty = cameOf(answer) === 0;
  return { answer, reasons: isEmpty ? await emptyReasons(checked, context, signal) : [] };
}
