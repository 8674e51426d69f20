import { type CheckedQuery, closest, formatDuration } from "../../src/view/mod.ts";
import { cleanText } from "../render/clean_text.ts";
import { recordSample } from "./record_sample.ts";
import type { ToolContext } from "./tool_context.ts";

/** A range this short often has no ended session of a small audience. */
const SHORT_MS = 600_000;

/** Values of filters that are doubted, and the length of a value, so that the answer stays short. */
const MAX_VALUES = 3;
const MAX_VALUE_LENGTH = 60;

/** Says why a search may have found nothing, and what was probably meant. */
export async function emptyReasons(
  { range, filters }: CheckedQuery,
  context: ToolContext,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const dimensions = Object.entries(filters.dimensions);
  if (dimensions.length > 0) await recordSample(context, signal);
  const reasons = dimensions.flatMap(([name, values]) =>
    values.flatMap((value) => valueReason(name, value, context) ?? [])
  ).slice(0, MAX_VALUES);
  if (Object.keys(filters.tags).length > 0) {
    reasons.push("Names and values of tags are case-sensitive.");
  }
  if (Object.keys(filters.parameters).length > 1) {
    reasons.push("All filters must match at once; leave one out to see which is too much.");
  }
  const rangeMs = range.endMs - range.startMs;
  if (rangeMs <= SHORT_MS) {
    reasons.push(
      `The range is only ${formatDuration(rangeMs)} long, and sessions are listed when they have ` +
        "ended.",
    );
  }
  reasons.push("Sessions are a sample: something rare may be missing from it.");
  return reasons;
}

function valueReason(name: string, value: string, { seen }: ToolContext): string | undefined {
  const values = seen.of(name).map((entry) => entry.value);
  if (values.length === 0 || values.includes(value)) return undefined;
  const meant = closest(value, values);
  const shown = (text: string) => JSON.stringify(cleanText(text, MAX_VALUE_LENGTH));
  return meant
    ? `No session seen lately has ${name} ${shown(value)}; did you mean ${shown(meant)}?`
    : `No session seen lately has ${name} ${shown(value)}; it had ${
      values.slice(0, 5).map(shown).join(", ")
    }.`;
}
