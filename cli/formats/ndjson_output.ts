import { jsonText } from "../../src/view/mod.ts";
import type { TextSink } from "../io.ts";
import type { Output } from "./output.ts";

/** Writes a row a line. */
export function ndjsonOutput<Row>(sink: TextSink): Output<Row> {
  return {
    async write(rows) {
      if (rows.length > 0) await sink.write(rows.map((row) => `${jsonText(row)}\n`).join(""));
    },
    end: () => Promise.resolve(),
  };
}
