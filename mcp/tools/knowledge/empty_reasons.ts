import type { CheckedQuery } from "../../../src/mod.ts";
import {
  findingWords,
  noneSentences,
  TOOL_DIALECT,
  TOOL_SUGGESTIONS,
} from "../../../src/view/mod.ts";
import { Line, line } from "../../render/line.ts";
import { sentenceLines } from "../../render/sentence_lines.ts";
import { lackedDimensions } from "./lacked_dimensions.ts";
import { recordSample } from "./record_sample.ts";
import type { ToolContext } from "../tool_context.ts";

/** Longest list of what an account has. */
const MAX_LIST_LENGTH = 1000;

/**
 * Says why a search may have found nothing: first what this server has seen of the account, and what
 * was probably meant; then what holds for any account.
 */
export async function emptyReasons(
  checked: CheckedQuery,
  context: ToolContext,
  signal: AbortSignal,
): Promise<readonly Line[]> {
  const { filters } = checked;
  const isNamed = Object.keys({ ...filters.dimensions, ...filters.tags }).length > 0;
  if (isNamed) await recordSample(context, signal);
  const lacked = await lackedDimensions(checked, context, signal);
  return [
    ...lacked.map((finding) => {
      const { parameter, problem, allowed = "" } = findingWords(finding, TOOL_DIALECT);
      return line`${parameter}: ${Line.own(problem)}; it has ${
        Line.quote(allowed, MAX_LIST_LENGTH)
      }`;
    }),
    ...noneSentences(checked, context.endpoint, context.seen, TOOL_SUGGESTIONS)
      .flatMap(sentenceLines),
  ];
}
