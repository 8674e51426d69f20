import type { Setback } from "../../src/harvest/mod.ts";
import { cleanText } from "../text/clean_text.ts";
import { count, groupDigits } from "../text/words.ts";

/** Files that are named one by one; of more, the rest is counted. */
const FILES_NAMED = 5;

/** Says what was stored and is not there any more, and what becomes of it; empty if nothing is. */
export function setbackNotes(setbacks: readonly Setback[]): string[] {
  const lost = setbacks.filter(({ kind }) => kind !== "earlier_rule");
  const notes: string[] = [];
  if (lost.length > 0) {
    const sessions = lost.reduce((sum, setback) => sum + setback.sessions, 0);
    notes.push(
      `Lost since they were stored: ${count(sessions, "session")} of ${
        count(lost.length, "file")
      }; ` +
        "the windows that they came from are asked again, as far as the API reaches",
      ...lost.slice(0, FILES_NAMED).map((setback) => `  ${lossText(setback)}`),
      ...lost.length > FILES_NAMED ? [`  and ${groupDigits(lost.length - FILES_NAMED)} more`] : [],
    );
  }
  for (const { kind, windows } of setbacks) {
    if (kind !== "earlier_rule") continue;
    notes.push(
      `Asked again: ${count(windows, "window")} that an earlier version took for done on less ` +
        "evidence than this one wants",
    );
  }
  return notes;
}

function lossText({ kind, file = "", movedTo = "", sessions, windows }: Setback): string {
  const name = cleanText(file);
  const what = kind === "missing"
    ? `${name} is gone`
    : kind === "short"
    ? `${name} has fewer sessions than were stored`
    : `${name} cannot be read${movedTo && ` and was put aside as ${cleanText(movedTo)}`}`;
  return `${what}: ${count(sessions, "session")}, ${count(windows, "window")}`;
}
