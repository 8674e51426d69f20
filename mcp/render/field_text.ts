import { type FieldFact, formatOutcome, type Session } from "../../src/mod.ts";
import {
  formatTime,
  MAX_TIME_MS,
  type SessionCell,
  type SessionColumn,
  valueCell,
} from "../../src/view/mod.ts";
import { cleanText } from "./clean_text.ts";

/** Longest text of a list or of an object. */
const MAX_LIST_LENGTH = 400;

/** Writes what a column shows of a session, on one line; empty if there is nothing. Times are UTC. */
export function columnText({ cell, unit }: SessionColumn, session: Session): string {
  return cellText(cell(session), unit);
}

/** Writes any value of a session on one line; empty if there is none. */
export function valueText(value: unknown, unit?: FieldFact["unit"]): string {
  return cellText(valueCell(value), unit);
}

function cellText(cell: SessionCell, unit: FieldFact["unit"]): string {
  switch (cell.kind) {
    case "none":
      return "";
    case "outcome": {
      const outcome = formatOutcome(cell.outcome);
      return cell.errors.length > 0 ? listText([`${outcome}: ${cell.errors.join("; ")}`]) : outcome;
    }
    case "number":
      return numberText(cell.value, unit);
    case "flag":
      return String(cell.value);
    case "texts":
      return cell.values.length === 1 ? cleanText(cell.values[0]!) : listText(cell.values);
    case "object":
      return listText(
        Array.isArray(cell.value) ? cell.value.map(memberText) : mapTexts(cell.value),
      );
  }
}

function numberText(value: number, unit: FieldFact["unit"]): string {
  // A number that is too large to be a time is shown as it is.
  if (unit === "epoch_ms") {
    return Math.abs(value) <= MAX_TIME_MS ? formatTime(value) : String(value);
  }
  return String(Math.round(value * 100) / 100);
}

function listText(texts: readonly string[]): string {
  return cleanText(texts.join("; "), MAX_LIST_LENGTH);
}

function mapTexts(map: object): string[] {
  return Object.entries(map).map(([name, value]) => `${name}=${memberText(value)}`);
}

function memberText(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
