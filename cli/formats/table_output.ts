import type { TextSink } from "../io.ts";
import type { Column } from "../table/column.ts";
import { layOutTable, type TableLayout } from "../table/lay_out_table.ts";
import type { Paint } from "../text/style.ts";
import type { Output } from "./output.ts";

/** Rows that a layout is made by; those behind them are fitted into it. */
const LAYOUT_ROWS = 500;

/** How a table is made. */
export interface TableOptions<Row> {
  /** Colours. */
  readonly paint: Paint;
  /** Chooses the columns by the first rows: as they stand, and most important first. */
  columns(
    rows: readonly Row[],
  ): { readonly order: readonly Column<Row>[]; readonly importance: readonly Column<Row>[] };
  /** Hears of the columns for which there is no space. */
  onLeftOut?(titles: readonly string[]): void;
}

/** Writes a table as wide as the terminal, in bounded memory. Writes nothing if there are no rows. */
export function tableOutput<Row>(sink: TextSink, options: TableOptions<Row>): Output<Row> {
  const { paint, columns, onLeftOut } = options;
  let waiting: Row[] = [];
  let layout: TableLayout<Row> | undefined;
  const flush = async () => {
    if (waiting.length === 0) return;
    let text = "";
    if (!layout) {
      const { order, importance } = columns(waiting);
      layout = layOutTable(importance, waiting, { width: sink.columns(), paint, order });
      text = layout.header;
      if (layout.leftOut.length > 0) onLeftOut?.(layout.leftOut);
    }
    for (const row of waiting) text += layout.line(row);
    waiting = [];
    await sink.write(text);
  };
  return {
    async write(rows) {
      waiting.push(...rows);
      if (layout || waiting.length >= LAYOUT_ROWS) await flush();
    },
    end: flush,
  };
}
