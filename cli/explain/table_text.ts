import type { AnswerTable, Axis } from "../../src/view/mod.ts";
import { layOutTable } from "../table/lay_out_table.ts";
import { tableColumn, type TableStyle } from "./table_column.ts";

/** A table as text, with the titles of the columns for which there was no space. */
export interface WrittenTable {
  readonly text: string;
  /** What the signs of its bars mean, if it has some. */
  readonly legend?: string;
  readonly leftOut: readonly string[];
}

/** Writes a table for people. */
export function tableText(whole: AnswerTable, style: TableStyle): WrittenTable {
  const { width, paint } = style;
  const table = withoutEmptyColumns(whole);
  const columns = table.columns.map((column, index) => tableColumn(column, index, table, style));
  const importance = columns.toSorted((one, other) => one.rank - other.rank);
  const layout = layOutTable(importance, table.rows, { width, paint, order: columns });
  const shownAxis = table.columns.find(({ axis }, index) =>
    axis && !layout.leftOut.includes(columns[index]!.title)
  )?.axis;
  const lines = [
    layout.header,
    ...table.rows.map((row) => layout.line(row)),
  ];
  const leftOut = table.columns.flatMap(({ axis }, index) => {
    const { title } = columns[index]!;
    return !axis && layout.leftOut.includes(title) ? [title] : [];
  });
  return { text: lines.join(""), leftOut, ...shownAxis && { legend: legendOf(shownAxis) } };
}

/** A column without a value in any row tells nothing. */
function withoutEmptyColumns({ columns, rows }: AnswerTable): AnswerTable {
  const isTelling = (_: unknown, index: number) =>
    rows.length === 0 ||
    rows.some(({ cells }) => {
      const cell = cells[index]!;
      return cell.kind !== "none" || cell.why !== undefined;
    });
  return {
    columns: columns.filter(isTelling),
    rows: rows.map((row) => ({ ...row, cells: row.cells.filter(isTelling) })),
  };
}

function legendOf({ isLogarithmic }: Axis): string {
  return isLogarithmic
    ? "│ no change  ● apart from it  ○ not shown to be"
    : "│ all sessions  ● apart from them  ○ not shown to be";
}
