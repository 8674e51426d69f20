import type { PackedColumn, PackedValue } from "../../data/pack_sessions.ts";
import { valueAt } from "./session_rows.ts";

/** A session as a record of its columns, without those in which it has no value. */
export function recordAt(
  columns: readonly PackedColumn[],
  row: number,
): Readonly<Record<string, PackedValue>> {
  return Object.fromEntries(
    columns.map((column) => [column.name, valueAt(column, row)] as const)
      .filter(([, value]) => value !== null),
  );
}
