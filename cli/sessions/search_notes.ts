import type { Coverage, Endpoint } from "../../src/mod.ts";
import {
  coverageSentences,
  formatDuration,
  limitSentence,
  noneSentences,
  noSpaceSentence,
  sampleSentences,
  type SeenValues,
  SHELL_COVERAGE,
  SHELL_SAMPLE,
  SHELL_SUGGESTIONS,
} from "../../src/view/mod.ts";
import type { AskedQuery } from "../query/read_query.ts";
import { sentenceLines } from "../text/sentence_text.ts";
import { caption } from "./caption.ts";

/** What there is to say about a search. */
export interface Searched {
  readonly asked: AskedQuery;
  /** The endpoint that was asked. */
  readonly endpoint: Endpoint;
  /** The range if none was given. */
  readonly defaultLast: string;
  readonly coverage: Coverage;
  /** Titles of columns for which there was no space. */
  readonly leftOut: readonly string[];
  /** Values that sessions had lately, where that may tell why there are none. */
  readonly seen?: SeenValues;
}

/** Says in lines what a search found, and what it did not. */
export function searchNotes(searched: Searched): string[] {
  const { asked, endpoint, defaultLast, coverage, leftOut, seen } = searched;
  const { checked, isDefaultRange } = asked;
  const notes = [caption(checked, coverage.sessions)];
  if (isDefaultRange) {
    notes.push(
      `No range was given, so this is the last ${defaultLast}; ` +
        `--last ${formatDuration(endpoint.limits.maxWindowMs)} reaches further`,
    );
  }
  notes.push(
    ...coverage.sessions === 0
      ? sentenceLines(noneSentences(checked, endpoint, seen, SHELL_SUGGESTIONS))
      : sentenceLines(sampleSentences(checked, endpoint, "newest", SHELL_SAMPLE)),
  );
  if (coverage.limitReached) {
    notes.push(...sentenceLines([limitSentence(`--limit ${10 * coverage.sessions}, or --all`)]));
  }
  if (leftOut.length > 0) {
    const wayOut = "--columns chooses, and so does a wider terminal";
    notes.push(...sentenceLines([noSpaceSentence(leftOut, wayOut)]));
  }
  return [...notes, ...sentenceLines(coverageSentences(coverage, SHELL_COVERAGE))];
}
