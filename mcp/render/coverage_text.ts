import type { Coverage, CoverageGap } from "../../src/mod.ts";
import { formatWindow } from "../../src/view/mod.ts";
import { cleanText } from "./clean_text.ts";

/** Gaps, and fields, that are named one by one. */
const NAMED = 3;

/** Says on one line what came back of what was asked, what did not, and what was noticed beside. */
export function coverageText(coverage: Coverage): string {
  return [completenessText(coverage), ...noticed(coverage)].join("; ");
}

function completenessText(coverage: Coverage): string {
  const { gaps, windows, requests, unreadableRecords, unreadableFields, limitReached } = coverage;
  const cost = `${count(windows, "window")}, ${
    requests === 0 ? "from memory" : count(requests, "request")
  }`;
  const missing = [
    ...gaps.slice(0, NAMED).map(gapText),
    ...(gaps.length > NAMED ? [`${gaps.length - NAMED} more parts are short`] : []),
    ...(unreadableRecords > 0 ? [`${count(unreadableRecords, "record")} could not be read`] : []),
    ...Object.entries(unreadableFields).slice(0, NAMED).map(([field, values]) =>
      `${count(values, "value")} of ${cleanText(field)} could not be read`
    ),
  ];
  if (missing.length > 0) return `incomplete (${cost}): ${missing.join("; ")}`;
  return limitReached ? `read as far as needed (${cost})` : `complete (${cost})`;
}

function noticed({ correctedUnits, notices }: Coverage): string[] {
  return [
    ...Object.entries(correctedUnits).slice(0, NAMED).map(([field, values]) =>
      `${count(values, "value")} of ${cleanText(field)} came in another unit and ${
        values === 1 ? "was" : "were"
      } converted`
    ),
    ...notices.map(({ message }) => cleanText(message)),
  ];
}

function gapText(gap: CoverageGap): string {
  return `${formatWindow(gap)} is short: ${cleanText(gap.message)}`;
}

/** A number with its noun. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
