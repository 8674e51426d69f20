import { type Group, isAvailable, METRICS } from "../../../src/analysis/mod.ts";
import type { SummaryAnswer } from "../../../src/explain/mod.ts";
import { column, type CsvForm } from "./csv_form.ts";

/** A group, and what it stands for: one of many, all others, or all sessions. */
interface SummaryRow {
  readonly row: "group" | "other" | "total";
  readonly group: Group;
}

/** A row for each group, then for the others and for all. What is not available is empty. */
export function summaryCsv(
  { by, everyMs, groups, other, total }: SummaryAnswer,
): CsvForm<SummaryRow> {
  const metrics = Object.values(METRICS).flatMap(({ key, unit }) => {
    const valueOf = ({ group }: SummaryRow) => {
      const value = group.metrics[key];
      return isAvailable(value) ? value : undefined;
    };
    const value = column<SummaryRow>(key, (row) => valueOf(row)?.value);
    if (unit === "sessions") return [value];
    return [
      value,
      column<SummaryRow>(`${key}_low`, (row) => valueOf(row)?.low),
      column<SummaryRow>(`${key}_high`, (row) => valueOf(row)?.high),
      column<SummaryRow>(`${key}_n`, (row) => valueOf(row)?.n),
    ];
  });
  return {
    columns: [
      column("row", ({ row }) => row),
      ...by.map((name) => column<SummaryRow>(name, ({ group }) => group.by[name])),
      ...everyMs === undefined ? [] : [column<SummaryRow>("startMs", ({ group }) => group.startMs)],
      column("n", ({ group }) => group.n),
      column("isSmall", ({ group }) => group.isSmall),
      ...metrics,
    ],
    rows: [
      ...groups.map((group) => ({ row: "group" as const, group })),
      ...other ? [{ row: "other" as const, group: other }] : [],
      { row: "total" as const, group: total },
    ],
  };
}
