import type { Coverage, CoverageGap, GapReason } from "../../src/mod.ts";
import { formatWindow } from "../../src/view/mod.ts";
import { Line, line, quoted } from "./line.ts";

/** Gaps, and fields, that are named one by one. */
const NAMED = 3;

/** Why a part is short. The message of a gap may have the API's words, and is quoted beside. */
const REASONS: Readonly<Record<GapReason, string>> = {
  saturated: "more sessions than a response holds",
  too_old: "further back than the API reaches",
  future: "in the future",
  failed: "its request failed",
  partial: "the API said that there was more",
};

/** Says what came back of what was asked, what did not, and what was noticed beside. */
export function coverageLines(coverage: Coverage): readonly Line[] {
  const { gaps, unreadableFields, correctedUnits, notices } = coverage;
  const lines = [
    ...gaps.slice(0, NAMED).filter(hasWordsOfTheApi).map(({ message }) =>
      line`Of a short part: ${quoted(message)}`
    ),
    ...named(unreadableFields).map(([field, values]) =>
      line`${count(values, "value")} of ${field} could not be read`
    ),
    ...named(correctedUnits).map(([field, values]) =>
      line`${count(values, "value")} of ${field} came in another unit and ${
        Line.own(values === 1 ? "was" : "were")
      } converted`
    ),
    ...notices.map(({ message }) => Line.quote(message, 400)),
  ];
  return [line`Coverage: ${completeness(coverage)}`, ...lines];
}

/** In own words, what of a range came. */
function completeness(coverage: Coverage): Line {
  const { gaps, windows, requests, unreadableRecords, unreadableFields, limitReached } = coverage;
  const cost = line`${count(windows, "window")}, ${
    requests === 0 ? Line.own("from memory") : count(requests, "request")
  }`;
  const values = Object.values(unreadableFields).reduce((sum, values) => sum + values, 0);
  const missing = [
    ...gaps.slice(0, NAMED).map(gapLine),
    ...(gaps.length > NAMED ? [line`${gaps.length - NAMED} more parts are short`] : []),
    ...(unreadableRecords > 0
      ? [line`${count(unreadableRecords, "record")} could not be read`]
      : []),
    ...(values > 0 ? [line`${count(values, "value")} could not be read`] : []),
  ];
  if (missing.length > 0) return line`incomplete (${cost}): ${Line.join(missing, "; ")}`;
  return limitReached ? line`read as far as needed (${cost})` : line`complete (${cost})`;
}

function gapLine(gap: CoverageGap): Line {
  return line`${Line.own(formatWindow(gap))} is short: ${Line.own(REASONS[gap.reason])}`;
}

function hasWordsOfTheApi({ reason }: CoverageGap): boolean {
  return reason === "failed" || reason === "partial";
}

function named(counts: Readonly<Record<string, number>>): [name: string, values: number][] {
  return Object.entries(counts).slice(0, NAMED);
}

/** A number with its noun, which is a word of ours. */
export function count(number: number, noun: string): Line {
  return Line.own(`${number} ${noun}${number === 1 ? "" : "s"}`);
}
