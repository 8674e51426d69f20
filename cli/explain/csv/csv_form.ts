import type { CsvColumn } from "../../formats/csv_output.ts";

/** An answer as rows and columns of CSV, which are called as in its JSON. */
export interface CsvForm<Row> {
  readonly columns: readonly CsvColumn<Row>[];
  readonly rows: readonly Row[];
}

/** A column. */
export function column<Row>(title: string, value: (row: Row) => unknown): CsvColumn<Row> {
  return { title, value };
}
