import { csvLine } from "../../src/view/mod.ts";
import type { TextSink } from "../io.ts";
import { cleanText } from "../text/clean_text.ts";
import type { Output } from "./output.ts";

/** A column of CSV. */
export interface CsvColumn<Row> {
  /** What stands above it. */
  readonly title: string;
  /** Its value in a row. */
  value(row: Row): unknown;
}

/** Writes CSV, the titles first, also when there are no rows. */
export function csvOutput<Row>(sink: TextSink, columns: readonly CsvColumn<Row>[]): Output<Row> {
  const line = (values: readonly unknown[]) =>
    csvLine(values, sink.isTerminal ? cleanText : undefined);
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
