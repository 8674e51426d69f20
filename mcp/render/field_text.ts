import type { FieldFact } from "../../src/mod.ts";
import { formatTime } from "../../src/view/mod.ts";
import { cleanText } from "./clean_text.ts";

/** Writes a value of a session on one line; empty if there is none. Times are UTC. */
export function valueText(value: unknown, unit?: FieldFact["unit"]): string {
  switch (typeof value) {
    case "number":
      return unit === "epoch_ms" ? timeText(value) : String(Math.round(value * 100) / 100);
    case "object":
      if (value === null) return "";
      return cleanText(
        Array.isArray(value) ? value.map(memberText).join("; ") : mapText(value),
        400,
      );
    case "undefined":
      return "";
    default:
      return cleanText(String(value));
  }
}

/** A number that is too large to be a time is shown as it is. */
function timeText(ms: number): string {
  return Math.abs(ms) <= 8.64e15 ? formatTime(ms) : String(ms);
}

function mapText(map: object): string {
  return Object.entries(map).map(([name, value]) => `${name}=${memberText(value)}`).join("; ");
}

function memberText(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
