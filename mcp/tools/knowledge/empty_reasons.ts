import type { CheckedQuery } from "../../../src/mod.ts";
import { closest, emptySentences, findingWords, TOOL_DIALECT } from "../../../src/view/mod.ts";
import { Line, line, quoted } from "../../render/line.ts";
import { sentenceLines } from "../../render/sentence_lines.ts";
import { lackedDimensions } from "./lacked_dimensions.ts";
import { recordSample } from "./record_sample.ts";
import type { ToolContext } from "../tool_context.ts";

/** Values of filters that are doubted, and the length of a value, so that the answer stays short. */
const MAX_VALUES = 3;
const MAX_VALUE_LENGTH = 60;

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
  const dimensions = Object.entries(filters.dimensions);
  const tags = Object.entries(filters.tags);
  if (dimensions.length > 0 || tags.length > 0) await recordSample(context, signal);
  const lacked = await lackedDimensions(checked, context, signal);
  return [
    ...lacked.map((finding) => {
      const { parameter, problem, allowed = "" } = findingWords(finding, TOOL_DIALECT);
      return line`${parameter}: ${Line.own(problem)}; it has ${
        Line.quote(allowed, MAX_LIST_LENGTH)
      }`;
    }),
    ...dimensions.flatMap(([name, values]) =>
      values.flatMap((value) => valueReason(name, value, context) ?? [])
    ).slice(0, MAX_VALUES),
    ...tags.flatMap(([name]) => tagReason(name, context) ?? []).slice(0, MAX_VALUES),
    ...emptySentences(checked, context.endpoint).flatMap(sentenceLines),
  ];
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
