import { stringify } from "@std/csv";
import type { TextSink } from "../io.ts";
import { cleanText } from "../text/clean_text.ts";
import { jsonText } from "../text/json_text.ts";
import type { Output } from "./output.ts";

/** A column of CSV. */
export interface CsvColumn<Row> {
  /** What stands above it. */
  readonly title: string;
  /** Its value in a row. */
  value(row: Row): unknown;
}

/**
 * Writes CSV (RFC 4180), the titles first, also when there are no rows. Lists and objects are JSON.
 *
 * Text that a spreadsheet would run as a formula gets an apostrophe in front, since it comes from
 * anybody's device and such files are opened by a click. Who needs it untouched takes JSON.
 */
export function csvOutput<Row>(sink: TextSink, columns: readonly CsvColumn<Row>[]): Output<Row> {
  const write = (rows: readonly (readonly string[])[]) =>
    sink.write(stringify(rows, { headers: false }));
  const titles = columns.map(({ title }) => title);
  let hasTitles = false;
  const start = async () => {
    if (hasTitles) return;
    hasTitles = true;
    await write([titles]);
  };
  const text = (value: unknown): string => {
    const whole = csvText(value);
    return sink.isTerminal ? cleanText(whole) : whole;
  };
  return {
    async write(rows) {
      await start();
      if (rows.length > 0) {
        await write(rows.map((row) => columns.map((column) => text(column.value(row)))));
      }
    },
    end: start,
  };
}

function csvText(value: unknown): string {
  switch (typeof value) {
    case "undefined":
      return "";
    case "string":
      return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    case "object":
      return value === null ? "" : jsonText(value);
    default:
      return String(value);
  }
}
