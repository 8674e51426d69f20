import { pad, textWidth, truncate } from "../text/fit_text.ts";
import type { Paint, Tone } from "../text/style.ts";
import type { Cell, Column } from "./column.ts";
import { fitColumns } from "./fit_columns.ts";

const GAP = 2;

/** A table whose columns have found their places. */
export interface TableLayout<Row> {
  /** The titles and the rule under them, with line ends. */
  readonly header: string;
  /** A row, with its line end. */
  line(row: Row): string;
  /** Titles of the columns for which there was no space, but for the spare ones. */
  readonly leftOut: readonly string[];
}

/**
 * Lays out a table by its first rows. Without a width nothing is cut, so that what is piped into
 * another program is whole.
 *
 * @param columns The columns, most important first; they stand in the order of `order`.
 */
export function layOutTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { width, paint, order = columns }: {
    width: number | undefined;
    paint: Paint;
    /** The same columns, in the order in which they stand. */
    order?: readonly Column<Row>[];
  },
): TableLayout<Row> {
  const widths = columns.map((column) => {
    const content = rows.reduce(
      (widest, row) => Math.max(widest, textWidth(column.cell(row).text)),
      textWidth(column.title),
    );
    const natural = Math.min(content, width === undefined ? content : column.maxWidth ?? content);
    return { natural, min: column.minWidth ?? natural, isSpare: column.isSpare };
  });
  const fitted = width === undefined
    ? widths.map(({ natural, isSpare }) => isSpare ? 0 : natural)
    : fitColumns(widths, width, GAP);
  const widthOf = new Map(columns.map((column, index) => [column, fitted[index]!]));
  const shown = order.filter((column) => widthOf.get(column)! > 0);

  const line = (cellOf: (column: Column<Row>) => Cell, tone?: Tone) => {
    const parts = shown.map((column, index) => {
      const columnWidth = widthOf.get(column)!;
      const { text, tone: own = tone ?? "plain" } = cellOf(column);
      const cut = width === undefined ? text : truncate(text, columnWidth);
      const isLast = index === shown.length - 1;
      const padded = isLast && column.align === "left" ? cut : pad(cut, columnWidth, column.align);
      return padded.replace(cut, () => paint(cut, own));
    });
    return `${parts.join(" ".repeat(GAP)).trimEnd()}\n`;
  };
  return {
    header: line((column) => ({ text: column.title }), "strong") +
      line((column) => ({ text: "─".repeat(widthOf.get(column)!) }), "dim"),
    line: (row) => line((column) => column.cell(row)),
    leftOut: columns
      .filter((column) => widthOf.get(column) === 0 && !column.isSpare)
      .map(({ title }) => title),
  };
}
