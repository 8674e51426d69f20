import type { PackedColumn, PackedValue } from "../../data/pack_sessions.ts";
import { countFormat, numberFormat, plainFormat } from "../format/numbers.ts";
import { durationText, isTime, type Times } from "../format/times.ts";
import { shortText, visibleText } from "../text/visible_text.ts";

type Writer = (value: PackedValue) => string;

/** Writes the values of a column for a table: in one unit, so that they can be compared. */
export function cellWriter({ unit, values }: PackedColumn, times: Times): Writer {
  const write = numberWriter(unit, values, times.secondOfYear);
  return (value) => valueText(value, write, shortText);
}

/** A value by itself, all of it. */
export function wholeText(value: PackedValue, unit: PackedColumn["unit"], times: Times): string {
  return valueText(value, numberWriter(unit, [value], times.second), visibleText);
}

/** Whether a column has numbers that are compared, and stand right. */
export function isNumeric({ unit, values }: PackedColumn): boolean {
  return unit !== "epoch_ms" && values.some((value) => typeof value === "number");
}

function valueText(
  value: PackedValue,
  writeNumber: (value: number) => string,
  writeText: (text: string) => string,
): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" ? writeNumber(value) : writeText(value);
}

/** From here on, seconds are hard to grasp. */
const LONG_MS = 180_000;

function numberWriter(
  unit: PackedColumn["unit"],
  values: readonly PackedValue[],
  writeTime: (ms: number) => string,
): (value: number) => string {
  const numbers = values.filter((value) => typeof value === "number");
  const largest = numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  switch (unit) {
    case "epoch_ms":
      return (ms) => isTime(ms) ? writeTime(ms) : plainFormat(ms);
    case "ms":
      return largest < LONG_MS ? numberFormat("ms", [largest]) : durationText;
    case "bps":
      return numberFormat("bps", [largest]);
    case "percent":
      return (value) => `${plainFormat(value)} %`;
    case "count":
      return countFormat;
    default:
      return plainFormat;
  }
}
