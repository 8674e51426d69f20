import type { Scale } from "../scale/scale.ts";
import type { TrendSpan } from "./trend_spans.ts";

/** Where a time stands in its picture, from 0 to 1. */
export type Place = (ms: number) => number;

/** The line through the values of spans, in a picture of 1000 by 1000. */
export function linePath(spans: readonly TrendSpan[], at: Place, scale: Scale): string {
  return pathOf(spans.map((span) => point(span, span.value!, at, scale)));
}

/** The band of their intervals; where one has no end, the band ends at the value, or at zero. */
export function bandPath(spans: readonly TrendSpan[], at: Place, scale: Scale): string {
  const lows = spans.map((span) => point(span, span.low ?? 0, at, scale));
  const highs = spans.map((span) => point(span, span.high ?? span.value!, at, scale));
  return `${pathOf([...highs, ...lows.reverse()])}Z`;
}

/** A line of no length is drawn as a dot. */
function pathOf(points: readonly string[]): string {
  return points.length === 1 ? `M${points[0]}h0` : `M${points.join("L")}`;
}

function point({ startMs, endMs }: TrendSpan, value: number, at: Place, scale: Scale): string {
  const x = 1000 * at((startMs + endMs) / 2);
  return `${x.toFixed(1)},${(1000 * (1 - scale.at(value))).toFixed(1)}`;
}
