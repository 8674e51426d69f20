import type { Coverage, CoverageGap } from "../../src/mod.ts";
import { cleanText } from "../text/clean_text.ts";
import { durationText } from "../text/duration_text.ts";
import { rangeText } from "../text/time_text.ts";
import { count, groupDigits, list } from "../text/words.ts";

/** Gaps that are named one by one; of more, the rest is counted. */
const GAPS_NAMED = 5;

/**
 * Says in words what is missing of what was asked, what can be done, and what was noticed beside;
 * empty if there is nothing of either.
 */
export function coverageNotes(coverage: Coverage): string[] {
  return [...missing(coverage), ...noticed(coverage)];
}

function missing({ gaps, unreadableRecords, unreadableFields }: Coverage): string[] {
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
      "Incomplete: some values could not be read, are empty, and stand in other_fields as they " +
        `came: ${list(fields.map(countOf))}`,
    );
  }
  return notes;
}

function noticed(coverage: Coverage): string[] {
  const { unknownValues, correctedUnits, notices, sessions, duplicates } = coverage;
  const never = Object.entries(unknownValues)
    .filter(([, times]) => sessions > 0 && times >= sessions + duplicates);
  const corrected = Object.entries(correctedUnits);
  return [
    ...corrected.length > 0
      ? [
        "Some times came in another unit than milliseconds and were converted: " +
        list(corrected.map(countOf)),
      ]
      : [],
    ...never.length > 0
      ? [
        `No session says ${list(never.map(([field]) => cleanText(field)), "or")}: the API sends ` +
        "negative values or zero for it",
      ]
      : [],
    ...notices.map(({ message }) => cleanText(message)),
  ];
}

function countOf([field, times]: [string, number]): string {
  return `${cleanText(field)} (${groupDigits(times)})`;
}

function gapText({ startMs, endMs, message }: CoverageGap): string {
  return `${rangeText({ startMs, endMs })}: ${cleanText(message)}`;
}
