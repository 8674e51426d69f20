import type { Session } from "../../src/mod.ts";
import type { SessionColumn } from "../../src/view/mod.ts";
import { cleanText } from "./clean_text.ts";
import { columnText } from "./field_text.ts";
import { byteLength } from "./tokens.ts";

/** Sessions as rows of text, as many as a budget allows. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What all sessions have in common, said once in place of a column: name and value. */
  readonly same: readonly (readonly [name: string, value: string])[];
  /** Columns that were asked for, and of which no session has a value. */
  readonly absent: readonly string[];
}

/** A table with nothing in it. */
export const NO_TABLE: Table = { columns: [], rows: [], same: [], absent: [] };

/** What the text says around a value that all sessions share. */
const SAME_BYTES = 10;

/** Stands for a value that a session does not have. */
const NONE = "-";

/**
 * Lays out sessions. A column that has the same value for all of them is said once. One that is empty
 * for all of them is named if it was asked for, and left out otherwise.
 *
 * @param isAsked Whether the caller named the columns.
 * @param redact Takes out of a session what identifies its viewer; asked for those that are shown, since
 * of many sessions few are.
 * @param maxBytes Most that the rows may take, as text and as JSON; one row is always shown.
 */
export function layOutTable(
  columns: readonly SessionColumn[],
  sessions: readonly Session[],
  isAsked: boolean,
  redact: (session: Session) => Session,
  maxBytes: number,
): Table {
  if (sessions.length === 0) return NO_TABLE;
  const cellsOf = (session: Session) => columns.map((column) => columnText(column, session));
  // Only compared with each other: what is the same in all stays the same when it is redacted.
  const cells = sessions.map(cellsOf);
  const firstShown = cellsOf(redact(sessions[0]!));
  const same: [string, string][] = [];
  const absent: string[] = [];
  const shown = columns.map(({ name }, index) => {
    const first = cells[0]![index]!;
    if (cells.some((row) => row[index] !== first)) return true;
    if (first === "") {
      if (isAsked) absent.push(cleanText(name));
      return false;
    }
    if (cells.length > 1) same.push([cleanText(name), firstShown[index]!]);
    return cells.length === 1;
  });
  const pick = <T>(row: readonly T[]) => row.filter((_, index) => shown[index]);
  const names = pick(columns.map(({ name }) => cleanText(name)));
  const headBytes = jsonBytes(names) + jsonBytes(same) + SAME_BYTES * same.length +
    jsonBytes(absent);
  const shownRows = sessions.values().map((session) => pick(cellsOf(redact(session))));
  return { columns: names, rows: cutRows(shownRows, maxBytes - headBytes), same, absent };
}

/** As many rows as may take so many bytes, as text and as JSON; the first is always there. */
export function cutRows(
  rows: Iterable<readonly string[]>,
  maxBytes: number,
): readonly (readonly string[])[] {
  const shown: string[][] = [];
  let leftBytes = maxBytes;
  for (const row of rows) {
    const filled = row.map((cell) => cell || NONE);
    // As JSON a row is longest.
    leftBytes -= jsonBytes(filled) + 1;
    if (leftBytes < 0 && shown.length > 0) break;
    shown.push(filled);
  }
  return shown;
}

function jsonBytes(value: unknown): number {
  return byteLength(JSON.stringify(value));
}
