import type { Coverage } from "../../src/mod.ts";

/** Forms in which rows can be written. */
export const FORMATS = ["table", "json", "ndjson", "csv"] as const;

/** One of the forms. */
export type Format = typeof FORMATS[number];

/** Writes rows as they come. */
export interface Output<Row> {
  /** Writes some more. */
  write(rows: readonly Row[]): Promise<void>;
  /** Writes what stands behind the last row. */
  end(coverage?: Coverage): Promise<void>;
}
