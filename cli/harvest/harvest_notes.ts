import type { Coverage } from "../../src/mod.ts";
import {
  coverageSentences,
  HARVEST_COVERAGE,
  isShort,
  SAMPLE_SENTENCE,
} from "../../src/view/mod.ts";
import type { HarvestSummary } from "../../src/harvest/mod.ts";
import { cleanText } from "../text/clean_text.ts";
import { durationText } from "../text/duration_text.ts";
import { sentenceLines } from "../text/sentence_text.ts";
import { rangeText } from "../text/time_text.ts";
import { count } from "../text/words.ts";
import { setbackNotes } from "./setback_notes.ts";

/** Says in lines what a collection brought, and what it did not. */
export function harvestNotes(summary: HarvestSummary, elapsedMs: number): string[] {
  const { output, kind, storedSessions, windows, windowsSkipped, sessions, requests } = summary;
  const form = kind === "duckdb" ? "DuckDB" : "Parquet";
  const notes = [
    `${cleanText(output)} (${form}) holds ${count(storedSessions, "session")}`,
    `This run: ${count(sessions, "session")} in ${count(windows, "window")}, ` +
    `${count(requests, "request")}, ${durationText(elapsedMs)}`,
  ];
  notes.push(...setbackNotes(summary.setbacks));
  if (windowsSkipped > 0) {
    notes.push(`Not asked again: ${count(windowsSkipped, "window")} that were there already`);
  }
  if (summary.unsettledWindows > 0) {
    notes.push(
      `Recent: ${
        count(summary.unsettledWindows, "window")
      } may gain sessions that have not ended ` +
        "yet; the same command takes them later, and so does --follow",
    );
  }
  if (summary.interrupted) notes.push("Interrupted: the same command goes on from here");
  return [...notes, ...completeness(summary.coverage)];
}

function completeness(coverage: Coverage): string[] {
  const range = rangeText(coverage.range);
  return [
    ...sentenceLines([SAMPLE_SENTENCE]),
    isShort(coverage) ? `${range}:` : `Complete: ${range}`,
    ...sentenceLines(coverageSentences(coverage, HARVEST_COVERAGE)),
  ];
}
