import type { CheckedQuery, Coverage, Endpoint } from "../../../src/mod.ts";
import { cutOffText, formatWindow, SAMPLE_SENTENCE, withCutOff } from "../../../src/view/mod.ts";
import { coverageLines } from "../coverage_text.ts";
import { filtersLine } from "../filters_line.ts";
import { Line, line } from "../line.ts";
import { sentenceLines } from "../sentence_lines.ts";

/** Longest list of filters. */
export const MAX_FILTERS_LENGTH = 300;

/** Says what an answer rests on: which sessions, and what came of those that were asked for. */
export function basisLines(
  { range, filters, cutOff }: CheckedQuery,
  coverage: Coverage,
  endpoint: Endpoint,
): Line[] {
  return [
    line`Range (UTC): ${Line.own(formatWindow(range))}`,
    ...cutOff ? [Line.own(cutOffText(cutOff, endpoint))] : [],
    line`Filters: ${filtersLine(filters, MAX_FILTERS_LENGTH)}`,
    ...sentenceLines(SAMPLE_SENTENCE),
    ...coverageLines(withCutOff(coverage, cutOff, endpoint)),
  ];
}

/** Says why no session may have come, and what to look at; nothing if some came. */
export function emptyLines(reasons: readonly Line[]) {
  return {
    maybe: reasons.map((reason) => line`Maybe: ${reason}`),
    next: reasons.length > 0 ? [Line.own("list_session_dimensions {}")] : [],
  };
}
