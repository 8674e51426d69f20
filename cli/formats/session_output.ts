import type { CheckedQuery, Endpoint, Session } from "../../src/mod.ts";
import { fieldColumn, otherFields, type SessionColumn } from "../../src/view/mod.ts";
import type { Io } from "../io.ts";
import { askedColumns, sessionTable } from "../sessions/session_table.ts";
import { painter } from "../text/style.ts";
import type { CsvColumn } from "./csv_output.ts";
import type { Format, Output } from "./output.ts";

/** What sessions are written as. */
export interface SessionOutputOptions {
  /** The form. */
  readonly format: Format;
  /** Where the sessions are from. */
  readonly endpoint: Endpoint;
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
 * @throws QueryError if there is no such column; names that are wrong are told before anything is
 * asked.
 */
export async function sessionOutput(
  { stdout, env }: Io,
  options: SessionOutputOptions,
): Promise<Output<Session>> {
  const { format, endpoint, checked, columns, onLeftOut } = options;
  const asked = columns && askedColumns(columns, checked, endpoint);
  // Each form is loaded only when it is used, which keeps the start short.
  switch (format) {
    case "json":
      return (await import("./json_output.ts")).jsonOutput(stdout, "sessions");
    case "ndjson":
      return (await import("./ndjson_output.ts")).ndjsonOutput(stdout);
    case "csv":
      return (await import("./csv_output.ts")).csvOutput(stdout, csvColumns(endpoint, asked));
    case "table":
      return (await import("./table_output.ts")).tableOutput(stdout, {
        paint: painter(stdout, env),
        columns: (sessions) => sessionTable(checked, endpoint, sessions, asked),
        onLeftOut,
      });
  }
}

/** All fields of the spec and what else there is, or the columns that the caller wants. */
function csvColumns(
  endpoint: Endpoint,
  asked?: readonly SessionColumn[],
): readonly CsvColumn<Session>[] {
  const columns = asked ?? endpoint.fields.map((field) => fieldColumn(field, endpoint));
  return [
    ...columns.map(({ name, value }) => ({ title: name, value })),
    ...asked ? [] : [{
      title: "other_fields",
      value: (session: Session) => otherFields(session, endpoint),
    }],
  ];
}
