import type { Coverage, CoverageGap } from "../../src/mod.ts";
import { cleanText } from "../text/clean_text.ts";
import { durationText } from "../text/duration_text.ts";
import { rangeText } from "../text/time_text.ts";
import { count, groupDigits, list } from "../text/words.ts";

/** Gaps that are named one by one; of more, the rest is counted. */
const GAPS_NAMED = 5;

/** Says in words what is missing of what was asked, and what can be done; empty if nothing is. */
export function coverageNotes(coverage: Coverage): string[] {
  const { gaps, unreadableRecords, unreadableFields } = coverage;
  const notes: string[] = [];
  if (gaps.length > 0) {
    const missingMs = gaps.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    notes.push(
      `Incomplete: ${count(gaps.length, "part")} of the range, ${
        durationText(missingMs)
      } in all, ` +
        `${gaps.length === 1 ? "is" : "are"} short of sessions`,
      ...gaps.slice(0, GAPS_NAMED).map((gap) => `  ${gapText(gap)}`),
      ...gaps.length > GAPS_NAMED
        ? [`  and ${groupDigits(gaps.length - GAPS_NAMED)} more; --format json lists them all`]
        : [],
    );
  }
  if (unreadableRecords > 0) {
    notes.push(
      `Incomplete: ${count(unreadableRecords, "record")} of the API could not be read as sessions`,
    );
  }
  const fields = Object.entries(unreadableFields);
  if (fields.length > 0) {
    notes.push(
      "Incomplete: some values could not be read and are empty: " +
        list(fields.map(([field, times]) => `${cleanText(field)} (${groupDigits(times)})`)),
    );
  }
  return notes;
}

function gapText({ startMs, endMs, message }: CoverageGap): string {
  return `${rangeText({ startMs, endMs })}: ${cleanText(message)}`;
}
