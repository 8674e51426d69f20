import { type CheckedQuery, FIELDS, otherFields, type Session } from "../../src/mod.ts";
import type { Io } from "../io.ts";
import { fieldColumn, namedColumn } from "../sessions/session_column.ts";
import { chooseColumns } from "../sessions/choose_columns.ts";
import { painter } from "../text/style.ts";
import type { CsvColumn } from "./csv_output.ts";
import type { Format, Output } from "./output.ts";

/** What sessions are written as. */
export interface SessionOutputOptions {
  /** The form. */
  readonly format: Format;
  /** What was asked, which a table is made for. */
  readonly checked: CheckedQuery;
  /** The columns that the caller wants, for a table and CSV. */
  readonly columns?: readonly string[];
  /** Hears of the columns for which a table has no space. */
  onLeftOut?(titles: readonly string[]): void;
}

/**
 * Makes what writes sessions to standard output.
 *
 * @throws CliError if there is no such column.
 */
export async function sessionOutput(
  { stdout, env }: Io,
  options: SessionOutputOptions,
): Promise<Output<Session>> {
  const { format, checked, columns, onLeftOut } = options;
  // Each form is loaded only when it is used, which keeps the start short.
  switch (format) {
    case "json":
      return (await import("./json_output.ts")).jsonOutput(stdout, "sessions");
    case "ndjson":
      return (await import("./ndjson_output.ts")).ndjsonOutput(stdout);
    case "csv":
      return (await import("./csv_output.ts")).csvOutput(stdout, csvColumns(checked, columns));
    case "table": {
      // Names that are wrong are told before anything is asked.
      chooseColumns(checked, [], columns);
      return (await import("./table_output.ts")).tableOutput(stdout, {
        paint: painter(stdout, env),
        columns: (sessions) => chooseColumns(checked, sessions, columns),
        onLeftOut,
      });
    }
  }
}

/** All fields of the spec and what else there is, or the columns that the caller wants. */
function csvColumns(checked: CheckedQuery, names?: readonly string[]): CsvColumn<Session>[] {
  const own = Object.keys(checked.filters.dimensions);
  const columns = names
    ? names.map((name) => namedColumn(name, { own }))
    : FIELDS.map((field) => fieldColumn(field));
  return [
    ...columns.map(({ name, value }) => ({ title: name, value })),
    ...names ? [] : [{ title: "other_fields", value: otherFields }],
  ];
}
