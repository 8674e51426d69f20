export { FACT, type FactName } from "./facts.ts";
export {
  type Attribute,
  attributeOf,
  type Codes,
  factOf,
  type Measure,
  MEASURES,
  type SessionTable,
} from "./session_table.ts";
export {
  type SessionColumns,
  SessionTableBuilder,
  type TableOptions,
} from "./session_table_builder.ts";
export { type SessionBatch, type SessionSource, tabulate } from "./tabulate.ts";
