import { OTHER_FIELDS, SESSION_COLUMNS } from "./output_columns.ts";
import { ColumnValues } from "./column_values.ts";
import type { Session } from "../../session/session.ts";

// Lines stay far below the longest object that DuckDB reads by default.
const SESSIONS_PER_LINE = 512;

const NAMES = SESSION_COLUMNS.map(({ name }) => `${JSON.stringify(name)}:`);

/**
 * Writes sessions as lines of JSON, each an object with a list of values for every column that has
 * any: DuckDB reads that faster than an object a session, and so it is made.
 */
export function sessionText(sessions: readonly Session[]): string[] {
  const columns = new ColumnValues();
  const lines: string[] = [];
  for (let start = 0; start < sessions.length; start += SESSIONS_PER_LINE) {
    columns.take(sessions.slice(start, start + SESSIONS_PER_LINE));
    lines.push(wellFormed(line(columns)));
  }
  return lines;
}

function line({ lists, others }: ColumnValues): string {
  let text = "{";
  for (let column = 0; column < lists.length; column++) {
    const values = lists[column];
    // A list that is absent is read as nulls, but one must be there to tell how many.
    if (values) text += `${NAMES[column]}${JSON.stringify(values)},`;
    else if (column === 0) text += `${NAMES[column]}${JSON.stringify(others.map(() => null))},`;
  }
  return `${text}"${OTHER_FIELDS}":${JSON.stringify(others)}}\n`;
}

/** Half of a surrogate pair is not a character, and DuckDB would refuse the whole line. */
function wellFormed(json: string): string {
  return json.includes("\\ud")
    ? json.replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, "$1\\ufffd")
    : json;
}
