import type { CheckedQuery } from "../../../src/mod.ts";
import { closest, findingWords, formatDuration, TOOL_DIALECT } from "../../../src/view/mod.ts";
import { Line, line, quoted } from "../../render/line.ts";
import { lackedDimensions } from "./lacked_dimensions.ts";
import { recordSample } from "./record_sample.ts";
import type { ToolContext } from "../tool_context.ts";

/** A range this short often has no ended session of a small audience. */
const SHORT_MS = 600_000;

/** Values of filters that are doubted, and the length of a value, so that the answer stays short. */
const MAX_VALUES = 3;
const MAX_VALUE_LENGTH = 60;

/** Longest list of what an account has. */
const MAX_LIST_LENGTH = 1000;

/** Says why a search may have found nothing, and what was probably meant. */
export async function emptyReasons(
  checked: CheckedQuery,
  context: ToolContext,
  signal: AbortSignal,
): Promise<readonly Line[]> {
  const { range, filters } = checked;
  const dimensions = Object.entries(filters.dimensions);
  const tags = Object.entries(filters.tags);
  if (dimensions.length > 0 || tags.length > 0) await recordSample(context, signal);
  const lacked = await lackedDimensions(checked, context, signal);
  const reasons = lacked.map((finding) => {
    const { parameter, problem, allowed = "" } = findingWords(finding, TOOL_DIALECT);
    return line`${parameter}: ${Line.own(problem)}; it has ${Line.quote(allowed, MAX_LIST_LENGTH)}`;
  });
  reasons.push(
    ...dimensions.flatMap(([name, values]) =>
      values.flatMap((value) => valueReason(name, value, context) ?? [])
    ).slice(0, MAX_VALUES),
    ...tags.flatMap(([name]) => tagReason(name, context) ?? []).slice(0, MAX_VALUES),
  );
  if (tags.length > 0) {
    reasons.push(Line.own("Names and values of tags are case-sensitive."));
  }
  if (Object.keys(filters.parameters).length > 1) {
    reasons.push(
      Line.own("All filters must match at once; leave one out to see which is too much."),
    );
  }
  const rangeMs = range.endMs - range.startMs;
  if (rangeMs <= SHORT_MS) {
    reasons.push(
      line`The range is only ${
        Line.own(formatDuration(rangeMs))
      } long, and sessions are listed when they have ended.`,
    );
  }
  reasons.push(Line.own("Sessions are a sample: something rare may be missing from it."));
  return reasons;
}

function tagReason(name: string, { seen }: ToolContext): Line | undefined {
  const names = seen.tags();
  if (names.length === 0 || names.includes(name)) return undefined;
  const shown = (text: string) => quoted(text, MAX_VALUE_LENGTH);
  return line`No session seen lately has a tag ${shown(name)}; they have ${
    Line.join(names.slice(0, 5).map(shown), ", ")
  }.`;
}

function valueReason(name: string, value: string, { seen }: ToolContext): Line | undefined {
  const values = seen.of(name).map((entry) => entry.value);
  if (values.length === 0 || values.includes(value)) return undefined;
  const meant = closest(value, values);
  const shown = (text: string) => quoted(text, MAX_VALUE_LENGTH);
  const wrong = line`No session seen lately has ${name} ${shown(value)}`;
  return meant
    ? line`${wrong}; did you mean ${shown(meant)}?`
    : line`${wrong}; it had ${Line.join(values.slice(0, 5).map(shown), ", ")}.`;
}
