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
  const cell = (value: unknown): string => {
    const whole = csvText(value);
    return quoted(sink.isTerminal ? cleanText(whole) : whole);
  };
  const line = (values: readonly unknown[]) => `${values.map(cell).join(",")}\r\n`;
  let hasTitles = false;
  const start = async () => {
    if (hasTitles) return;
    hasTitles = true;
    await sink.write(line(columns.map(({ title }) => title)));
  };
  return {
    async write(rows) {
      await start();
      if (rows.length === 0) return;
      await sink.write(
        rows.map((row) => line(columns.map((column) => column.value(row)))).join(""),
      );
    },
    end: start,
  };
}

/**
 * What starts a formula in one spreadsheet or another, in its wide and small forms as well, behind
 * white space and characters that do not show.
 */
const FORMULA =
  /^[\t\r\n\v\f]|^[\s\p{White_Space}\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212]/u;

function csvText(value: unknown): string {
  switch (typeof value) {
    case "undefined":
      return "";
    case "string":
      return FORMULA.test(value) ? `'${value}` : value;
    case "object":
      return value === null ? "" : jsonText(value);
    default:
      return String(value);
  }
}

/** Quotes whatever some reader may take for the end of a cell, or trim. */
function quoted(text: string): string {
  return /[",\r\n\v\f\u0085\u2028\u2029]|^\s|\s$/.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}
