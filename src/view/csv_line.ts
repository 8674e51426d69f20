import { jsonText } from "./json_text.ts";

/**
 * What starts a formula in one spreadsheet or another, in its wide and small forms as well, behind
 * white space and characters that do not show.
 */
const FORMULA =
  /^[\t\r\n\v\f]|^[\s\p{White_Space}\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212]/u;

/**
 * A line of CSV (RFC 4180), with its end. Lists and objects are JSON; what is absent is empty.
 *
 * Text that a spreadsheet would run as a formula gets an apostrophe in front, since it comes from
 * anybody's device and such files are opened by a click. Who needs it untouched takes JSON.
 *
 * @param clean Changes the text of a cell before it is quoted, for example for a terminal.
 */
export function csvLine(
  values: readonly unknown[],
  clean: (text: string) => string = (text) => text,
): string {
  return `${values.map((value) => quoted(clean(cellText(value)))).join(",")}\r\n`;
}

function cellText(value: unknown): string {
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
