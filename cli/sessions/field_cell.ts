import { type FieldFact, jsonText } from "../../src/mod.ts";
import type { Cell } from "../table/column.ts";
import { cleanText } from "../text/clean_text.ts";
import { durationText } from "../text/duration_text.ts";
import { timeText } from "../text/time_text.ts";
import { groupDigits } from "../text/words.ts";

/** Ends of field names that say the unit, which the table says otherwise. */
const UNIT_ENDINGS: Partial<Record<NonNullable<FieldFact["unit"]>, [end: RegExp, title: string]>> =
  {
    epoch_ms: [/_timestamp_ms$/, " (UTC)"],
    ms: [/_ms$/, ""],
    bps: [/_bps$/, " Mbps"],
    fps: [/_fps$/, " fps"],
    percent: [/$/, " %"],
  };

/** The title of a field's column: its name and, for bare numbers, the unit. */
export function fieldTitle({ path, unit }: FieldFact): string {
  const [end, title] = (unit && UNIT_ENDINGS[unit]) ?? [/$/, ""];
  return path.replace(end, title);
}

/** Whether a field's values are numbers, which stand right. */
export function isNumeric({ type, unit }: FieldFact): boolean {
  return (type === "number" || type === "integer") && unit !== "epoch_ms";
}

/**
 * Writes a value of a field for people; empty if there is none.
 *
 * @param sameDay The day that goes without saying.
 */
export function fieldCell(value: unknown, { type, unit }: FieldFact, sameDay?: number): Cell {
  if (value === undefined || value === null) return { text: "" };
  if (typeof value === "number") {
    return { text: numberText(value, unit, sameDay), tone: value === 0 ? "dim" : "plain" };
  }
  if (typeof value === "boolean") return { text: value ? "yes" : "no" };
  if (type === "strings" && Array.isArray(value)) {
    return { text: cleanText(value.join(", ")) };
  }
  return { text: cleanText(typeof value === "string" ? value : jsonText(value)) };
}

function numberText(value: number, unit: FieldFact["unit"], sameDay?: number): string {
  switch (unit) {
    case "epoch_ms":
      return timeText(value, sameDay);
    case "ms":
      return durationText(value);
    case "bps":
      return (value / 1e6).toFixed(2);
    case "fps":
    case "percent":
      return value.toFixed(1);
    default:
      return Number.isInteger(value) ? groupDigits(value) : String(value);
  }
}
