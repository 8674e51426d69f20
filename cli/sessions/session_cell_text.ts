import { formatOutcome } from "../../src/mod.ts";
import { jsonText, type SessionCell, type SessionColumn, unitHeading } from "../../src/view/mod.ts";
import type { Cell } from "../table/column.ts";
import { cleanText } from "../text/clean_text.ts";
import { durationText } from "../text/duration_text.ts";
import { timeText } from "../text/time_text.ts";
import { groupDigits } from "../text/words.ts";

/** The title of a column in a terminal. */
export function columnTitle({ title, unit }: SessionColumn): string {
  return cleanText(`${title} ${unitHeading(unit)}`.trimEnd());
}

/**
 * Writes a cell for a terminal; empty if there is no value.
 *
 * @param sameDay The day that goes without saying.
 */
export function cellText(
  cell: SessionCell,
  unit: SessionColumn["unit"],
  sameDay?: number,
): Cell {
  switch (cell.kind) {
    case "none":
      return { text: "" };
    case "outcome":
      return outcomeText(cell);
    case "number":
      return {
        text: numberText(cell.value, unit, sameDay),
        tone: cell.value === 0 ? "dim" : "plain",
      };
    case "flag":
      return { text: cell.value ? "yes" : "no" };
    case "texts":
      return { text: cleanText(cell.values.join(", ")) };
    case "object":
      return { text: cleanText(jsonText(cell.value)) };
  }
}

/** A sign that catches the eye where there are no colours, the abbreviation, and errors or words. */
function outcomeText(
  { outcome, meaning, errors }: Extract<SessionCell, { kind: "outcome" }>,
): Cell {
  const name = formatOutcome(outcome);
  switch (outcome.kind) {
    case "played":
      return { text: `✓ ${meaning}`, tone: "good" };
    case "EBVS":
      return { text: `○ ${name} ${meaning}`, tone: "warning" };
    default: {
      const words = errors.join(", ") || meaning;
      return { text: cleanText(`✗ ${name} ${words}`), tone: "bad" };
    }
  }
}

function numberText(value: number, unit: SessionColumn["unit"], sameDay?: number): string {
  switch (unit) {
    case "epoch_ms":
      return timeText(value, sameDay);
    case "ms":
      return durationText(value);
    case "bps":
      return (value / 1e6).toFixed(2);
    case "fps":
    case "percent":
      return value.toFixed(1);
    default:
      return Number.isInteger(value) ? groupDigits(value) : String(value);
  }
}
