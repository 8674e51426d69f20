import type { Session } from "../session/session.ts";
import { OTHER_FIELDS, SESSION_COLUMNS, type SessionColumn } from "./column.ts";

type Fields = Readonly<Record<string, unknown>>;

// The range of a Date, which DuckDB's timestamps contain.
const MAX_EPOCH_MS = 8.64e15;

// Lines stay far below the longest object that DuckDB reads by default.
const SESSIONS_PER_LINE = 512;

const KNOWN = new Map<string | undefined, Set<string>>([[undefined, new Set()]]);
for (const { group, key } of SESSION_COLUMNS) {
  if (!KNOWN.has(group)) KNOWN.set(group, new Set());
  KNOWN.get(group)!.add(key);
}
const ROOT = KNOWN.get(undefined)!;
const GROUPS = [...KNOWN.keys()].filter((group) => group !== undefined);

/**
 * Writes sessions as lines of JSON, each an object with a list of values for every column that has
 * any: DuckDB reads that several times faster than an object a session, and so it is made.
 */
export function sessionText(sessions: readonly Session[]): string {
  let text = "";
  for (let start = 0; start < sessions.length; start += SESSIONS_PER_LINE) {
    text += line(sessions.slice(start, start + SESSIONS_PER_LINE) as readonly Fields[]);
  }
  // Half of a surrogate pair is not a character, and DuckDB would refuse the whole line.
  return text.includes("\\ud")
    ? text.replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, "$1\\ufffd")
    : text;
}

function line(sessions: readonly Fields[]): string {
  const others = sessions.map(otherFields);
  const lists = SESSION_COLUMNS.map((column, at) => {
    const values = columnValues(sessions, column, others);
    // A list that is absent is read as nulls, but one must be there to tell how many.
    return values || at === 0
      ? `${JSON.stringify(column.name)}:${JSON.stringify(values ?? sessions.map(() => null))},`
      : "";
  });
  const texts = others.map((fields) => fields && JSON.stringify(fields));
  return `{${lists.join("")}"${OTHER_FIELDS}":${JSON.stringify(texts)}}\n`;
}

function columnValues(
  sessions: readonly Fields[],
  { group, key, field }: SessionColumn,
  others: (Record<string, unknown> | null)[],
): unknown[] | undefined {
  const values: unknown[] = [];
  const isFit = field.unit === "epoch_ms" ? isEpoch : FITS[field.type];
  let isEmpty = true;
  for (let at = 0; at < sessions.length; at++) {
    const session = sessions[at]!;
    const value = group === undefined ? session[key] : (session[group] as Fields | null)?.[key];
    if (value === undefined || value === null) values.push(null);
    else if (isFit(value)) {
      values.push(value);
      isEmpty = false;
    } else {
      values.push(null);
      (others[at] ??= {})[field.path] = value;
    }
  }
  return isEmpty ? undefined : values;
}

/** What of a session has no column; nothing that the API sent is dropped. */
function otherFields(session: Fields): Record<string, unknown> | null {
  let others: Record<string, unknown> | null = null;
  for (const key in session) {
    if (!ROOT.has(key) && !KNOWN.has(key)) (others ??= {})[key] = session[key];
  }
  for (const group of GROUPS) {
    const fields = session[group];
    if (fields === undefined || fields === null) continue;
    if (typeof fields !== "object") {
      (others ??= {})[group] = fields;
      continue;
    }
    const known = KNOWN.get(group)!;
    for (const key in fields) {
      if (!known.has(key)) (others ??= {})[`${group}.${key}`] = (fields as Fields)[key];
    }
  }
  return others;
}

const isText = (value: unknown) => value === null || typeof value === "string";
const isEpoch = (value: unknown) =>
  Number.isSafeInteger(value) && Math.abs(value as number) <= MAX_EPOCH_MS;

const FITS: Readonly<Record<SessionColumn["field"]["type"], (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  integer: Number.isSafeInteger,
  number: Number.isFinite,
  boolean: (value) => typeof value === "boolean",
  strings: (value) => Array.isArray(value) && value.every(isText),
  map: (value) =>
    typeof value === "object" && !Array.isArray(value) && Object.values(value!).every(isText),
};
