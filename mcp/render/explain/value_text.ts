import { type Estimate, isAvailable, type MetricValue } from "../../../src/analysis/mod.ts";
import {
  bounds,
  boundsText,
  figure,
  figureText,
  UNAVAILABLE_WORDS,
} from "../../../src/view/mod.ts";
import { cleanText } from "../clean_text.ts";

/** Stands for a value that there is not. */
export const NONE = "-";

/** The value of a dimension or tag of a group; those that have none are a group, too. */
export function attributeText(value: string | null | undefined): string {
  return value === null || value === undefined ? NONE : cleanText(value);
}

/** A measured value with its 95 % interval and the sessions that it rests on. A count is exact. */
export function estimateText(estimate: Estimate): string {
  const { value, low, high, n, unit } = estimate;
  if (unit === "sessions") return String(value);
  return `${figureText(figure(value, unit))} (${boundsText(bounds(low, high, unit))}; n ${n})`;
}

/** The value of a metric, or why there is none. */
export function metricText(value: MetricValue): string {
  return isAvailable(value) ? estimateText(value) : UNAVAILABLE_WORDS[value.unavailable];
}
