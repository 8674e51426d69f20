import type { Endpoint } from "../../src/mod.ts";
import { cleanText } from "../render/clean_text.ts";
import type { ToolContext } from "../tools/tool_context.ts";

/** Names of dimensions that begin with what was typed, then those that have it elsewhere. */
export function completeDimension(
  typed: string,
  { dimensions }: Pick<Endpoint, "dimensions">,
): string[] {
  return complete(typed, Object.keys(dimensions));
}

/** Values that a dimension had lately, as tables show them, as far as they fit what was typed. */
export function completeValue(
  typed: string,
  dimension: string | undefined,
  { seen, outgoing }: Pick<ToolContext, "seen" | "outgoing">,
) {
  if (!dimension) return [];
  const shown = new Set(seen.of(dimension).map(({ value }) => outgoing(cleanText(value))));
  shown.delete("");
  return complete(typed, [...shown]);
}

function complete(typed: string, candidates: readonly string[]): string[] {
  const wanted = typed.toLowerCase();
  const at = (candidate: string) => candidate.toLowerCase().indexOf(wanted);
  return [
    ...candidates.filter((candidate) => at(candidate) === 0),
    ...candidates.filter((candidate) => at(candidate) > 0),
  ];
}
