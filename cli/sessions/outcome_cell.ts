import { CONTENT, formatOutcome, outcomeOf, type Session, type SpecFields } from "../../src/mod.ts";
import type { Cell } from "../table/column.ts";
import { cleanText } from "../text/clean_text.ts";

/**
 * How a session went: a sign that catches the eye where there are no colours, the field's
 * abbreviation, and the errors, if there are any.
 */
export function outcomeCell(session: Session): Cell {
  const outcome = outcomeOf(session, CONTENT);
  if (outcome === undefined) return { text: "" };
  if (outcome.kind === "played") return { text: "✓ played", tone: "good" };
  if (outcome.kind === "EBVS") return { text: "○ EBVS left early", tone: "warning" };
  const isStart = outcome.kind === "VSF";
  const { video_start_failure_errors, video_playback_failure_errors }: SpecFields = session;
  const errors = (isStart ? video_start_failure_errors : video_playback_failure_errors) ?? [];
  const words = errors.join(", ") || (isStart ? "start failed" : "playback failed");
  return { text: cleanText(`✗ ${formatOutcome(outcome)} ${words}`), tone: "bad" };
}
