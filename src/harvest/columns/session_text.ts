import type { Endpoint } from "../../../gen/endpoint.ts";
import { OTHER_FIELDS } from "../../session/decode/record_schema.ts";
import type { Session } from "../../session/session.ts";
import { fileList, identifier, moment } from "../database/sql_text.ts";
import { ColumnValues } from "./column_values.ts";
import { IDS_COLUMN, isTime, outputColumns } from "./output_columns.ts";

/** A file of session text. */
export interface SessionTextFile {
  /** Where it is. */
  readonly path: string;
  /** Length of its longest line in bytes. */
  readonly maxLineBytes: number;
}

// Lines stay far below the longest object that DuckDB reads by default.
const SESSIONS_PER_LINE = 512;

// What DuckDB takes for the longest line if it is told nothing.
const DEFAULT_MAX_LINE_BYTES = 1 << 24;

/**
 * Writes sessions as lines of JSON, each an object with a list of values for every column that has
 * any: DuckDB reads that faster than an object a session, and so it is made.
 *
 * @returns The parts of each line, to be written one behind the other: a line is too long to be put
 * together first.
 */
export function* sessionText(
  sessions: readonly Session[],
  endpoint: Endpoint,
): Generator<readonly string[], void, undefined> {
  const names = outputColumns(endpoint).fields.map(({ name }) => JSON.stringify(name));
  const values = new ColumnValues(endpoint);
  for (let start = 0; start < sessions.length; start += SESSIONS_PER_LINE) {
    values.take(sessions.slice(start, start + SESSIONS_PER_LINE));
    yield line(values, names);
  }
}

// A list that is absent is read as nulls; that of the ids tells how many.
function line({ lists, others, ids }: ColumnValues, names: readonly string[]): string[] {
  const parts = [`{"${OTHER_FIELDS}":`, json(others), `,"${IDS_COLUMN}":`, json(ids)];
  lists.forEach((list, column) => {
    if (list) parts.push(`,${names[column]}:`, json(list));
  });
  parts.push("}\n");
  return parts;
}

function json(list: readonly unknown[]): string {
  return wellFormed(JSON.stringify(list));
}

/** Half of a surrogate pair is not a character, and DuckDB would refuse the whole line. */
function wellFormed(json: string): string {
  return json.includes("\\ud")
    ? json.replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, "$1\\ufffd")
    : json;
}

/** A query for the sessions in files of session text, in the order in which they were written. */
export function sessionsOf(files: readonly SessionTextFile[], endpoint: Endpoint): string {
  if (files.length === 0) return noSessions(endpoint);
  const { fields } = outputColumns(endpoint);
  const lists = fields.map(({ name, type, field }) =>
    `${identifier(name)}: '${isTime(field) ? "BIGINT" : type}[]'`
  );
  const values = fields.map(({ name, field }) => {
    const value = `unnest(${identifier(name)})`;
    return `${isTime(field) ? moment(value) : value} AS ${identifier(name)}`;
  });
  const maxLineBytes = Math.max(
    DEFAULT_MAX_LINE_BYTES,
    ...files.map((file) => file.maxLineBytes),
  );
  return `SELECT ${values.join(", ")}, unnest(${OTHER_FIELDS}) AS ${OTHER_FIELDS},
      unnest(${IDS_COLUMN}) AS ${IDS_COLUMN}
    FROM read_json(${fileList(files.map(({ path }) => path))},
      format = 'newline_delimited', hive_partitioning = false, maximum_object_size = ${maxLineBytes},
      columns = {${
    [...lists, `${OTHER_FIELDS}: 'JSON[]'`, `${IDS_COLUMN}: 'VARCHAR[]'`].join(", ")
  }})`;
}

/** A query for no rows that has all columns of an output, in their order. */
export function noSessions(endpoint: Endpoint): string {
  const columns = outputColumns(endpoint).all
    .map(({ name, type }) => `NULL::${type} AS ${identifier(name)}`);
  return `SELECT ${columns.join(", ")} WHERE false`;
}
