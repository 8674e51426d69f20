import type { Coverage, Filters, LimitFacts } from "../../src/mod.ts";
import { formatDuration } from "../../src/view/mod.ts";
import type { AskedQuery } from "../query/read_query.ts";
import { list, listSome } from "../text/words.ts";
import { caption } from "./caption.ts";
import { coverageNotes } from "./coverage_notes.ts";

/** What there is to say about a search. */
export interface Searched {
  readonly asked: AskedQuery;
  /** Of the endpoint that was asked. */
  readonly limits: Pick<LimitFacts, "maxWindowMs">;
  /** The range if none was given. */
  readonly defaultLast: string;
  readonly coverage: Coverage;
  /** Titles of columns for which there was no space. */
  readonly leftOut: readonly string[];
  /** Filters that may have been meant, as one would type them. */
  readonly suggestions: readonly string[];
}

/** Says in lines what a search found, and what it did not. */
export function searchNotes(searched: Searched): string[] {
  const { asked, limits, defaultLast, coverage, leftOut, suggestions } = searched;
  const { checked, isDefaultRange } = asked;
  const notes = [caption(checked, coverage.sessions)];
  if (isDefaultRange) {
    notes.push(
      `No range was given, so this is the last ${defaultLast}; ` +
        `--last ${formatDuration(limits.maxWindowMs)} reaches further`,
    );
  }
  notes.push(
    ...coverage.sessions === 0
      ? reasonsForNone(checked.filters, suggestions)
      : ["A sample of the sessions that have ended, which is what the API returns"],
  );
  if (coverage.limitReached) {
    notes.push(
      `Stopped at the limit, there may be more: --limit ${10 * coverage.sessions}, or --all`,
    );
  }
  if (leftOut.length > 0) {
    notes.push(
      `No space for ${listSome(leftOut)}: --columns chooses, and so does a wider terminal`,
    );
  }
  return [...notes, ...coverageNotes(coverage)];
}

function reasonsForNone({ dimensions, tags }: Filters, suggestions: readonly string[]): string[] {
  if (suggestions.length > 0) return [`Did you mean ${list(suggestions, "or")}?`];
  const hasValues = Object.keys(dimensions).length + Object.keys(tags).length > 0;
  return [
    hasValues
      ? "Values are case-sensitive, and filters of different names must all match"
      : "Sessions appear when they have ended; a longer range may have some",
  ];
}
