import { jsonText } from "../../src/view/mod.ts";
import type { Io } from "../io.ts";
import type { Column } from "../table/column.ts";
import { cleanText } from "../text/clean_text.ts";
import { painter } from "../text/style.ts";
import type { Format, Output } from "./output.ts";

/** A row of named values. */
export type Row = Readonly<Record<string, unknown>>;

/** What rows are written as. */
export interface RecordOutputOptions {
  /** The form. */
  readonly format: Format;
  /** What JSON calls the rows. */
  readonly name: string;
  /** The columns, the first one the most important. */
  readonly columns: readonly { readonly name: string; readonly isNumeric?: boolean }[];
  /** Hears of the columns for which a table has no space. */
  onLeftOut?(titles: readonly string[]): void;
}

/** Makes what writes rows of any kind to standard output. */
export async function recordOutput(
  { stdout, env }: Io,
  { format, name, columns, onLeftOut }: RecordOutputOptions,
): Promise<Output<Row>> {
  switch (format) {
    case "json":
      return (await import("./json_output.ts")).jsonOutput(stdout, name);
    case "ndjson":
      return (await import("./ndjson_output.ts")).ndjsonOutput(stdout);
    case "csv":
      return (await import("./csv_output.ts")).csvOutput<Row>(
        stdout,
        columns.map(({ name }) => ({ title: name, value: (row) => row[name] })),
      );
    case "table": {
      const order = columns.map(tableColumn);
      return (await import("./table_output.ts")).tableOutput<Row>(stdout, {
        paint: painter(stdout, env),
        columns: () => ({ order, importance: order }),
        onLeftOut,
      });
    }
  }
}

function tableColumn({ name, isNumeric = false }: RecordOutputOptions["columns"][number]) {
  return {
    title: cleanText(name),
    align: isNumeric ? "right" : "left",
    ...!isNumeric && { minWidth: 12 },
    cell: (row) => ({ text: cellText(row[name]) }),
  } satisfies Column<Row>;
}

/** More digits than anybody compares by eye; the other forms have all of them. */
const DIGITS_SHOWN = 9;

function cellText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "number") return String(Number(value.toPrecision(DIGITS_SHOWN)));
  return cleanText(typeof value === "object" ? jsonText(value) : String(value));
}
