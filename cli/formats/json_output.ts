import { jsonText } from "../../src/view/mod.ts";
import type { TextSink } from "../io.ts";
import type { Output } from "./output.ts";

/** Writes one object: a list of rows under a name, and the coverage where there is one. */
export function jsonOutput<Row>(sink: TextSink, name: string): Output<Row> {
  let written = 0;
  const open = `{"${name}":[`;
  return {
    async write(rows) {
      if (rows.length === 0) return;
      const text = rows.map(jsonText).join(",\n");
      await sink.write(`${written === 0 ? open : ","}\n${text}`);
      written += rows.length;
    },
    async end(coverage) {
      const rest = coverage ? `,\n"coverage":${jsonText(coverage)}` : "";
      await sink.write(`${written === 0 ? open : "\n"}]${rest}}\n`);
    },
  };
}
