import type { MetricUnit } from "../../analysis/metrics/metric.ts";

/**
 * A measured number, in full: who shows it writes it with {@linkcode figureText}, so that all front
 * ends show the same digits of it.
 */
export interface Figure {
  readonly kind: "figure";
  /** The value, in its unit. */
  readonly value: number;
  readonly unit: FigureUnit;
}

/**
 * Unit of a figure: that of a metric, a difference of shares, how many times as much, a probability,
 * or an expected number of sessions, which need not be whole.
 */
export type FigureUnit = MetricUnit | "points" | "times" | "probability" | "expected";

/** A figure of a unit. */
export function figure(value: number, unit: FigureUnit): Figure {
  return { kind: "figure", value, unit };
}

/** Bounds of a figure, at 95 %; `null` where the sessions do not bound it. */
export interface FigureBounds {
  readonly kind: "bounds";
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: FigureUnit;
}

/** Bounds of a figure. */
export function bounds(low: number | null, high: number | null, unit: FigureUnit): FigureBounds {
  return { kind: "bounds", low, high, unit };
}

/** Puts the digits of a figure and its unit together. */
type Writing = (digits: string, name: string) => string;

const inSentence: Writing = (digits, name) => name === "" ? digits : `${digits} ${name}`;

const inColumn: Writing = (digits, name) =>
  name === "times" ? `${digits}×` : inSentence(digits, name);

/** Writes a figure with its unit, to two or three digits: `9.8 %`, `1.2 s`, `3.1 Mbps`, `1.4 times`. */
export function figureText({ value, unit }: Figure): string {
  return inSentence(...scaled(value, unit));
}

/** Writes a figure for a column, where a ratio needs no word: `1.4×`. */
export function figureCellText({ value, unit }: Figure): string {
  return inColumn(...scaled(value, unit));
}

/** The digits of a figure, without its unit. */
export function figureDigits({ value, unit }: Figure): string {
  return scaled(value, unit)[0];
}

/** Writes bounds with their unit once, `8.8 to 10.9 %`; a bound that is not known is left open. */
export function boundsText(part: FigureBounds): string {
  return boundsBy(part, inSentence);
}

/** Writes bounds for a column: `1.2 to 3.4×`. */
export function boundsCellText(part: FigureBounds): string {
  return boundsBy(part, inColumn);
}

function boundsBy({ low, high, unit }: FigureBounds, write: Writing): string {
  if (low === null && high === null) return "not bounded";
  if (high === null) return `${write(...scaled(low!, unit))} or more`;
  if (low === null) return `${write(...scaled(high, unit))} or less`;
  const [[from, fromName], [to, name]] = [scaled(low, unit), scaled(high, unit)];
  const first = fromName === name || name === "" ? from : write(from, fromName);
  return `${first} to ${write(to, name)}`;
}

/** The digits of a value, and what stands behind them. */
function scaled(value: number, unit: FigureUnit): [digits: string, name: string] {
  switch (unit) {
    case "share":
      return [percent(100 * value), "%"];
    case "points":
      return [signed(100 * value, percent), "points"];
    case "ms":
      return Math.abs(value) < 999.5
        ? [String(Math.round(value)), "ms"]
        : [(value / 1000).toFixed(1), "s"];
    case "bps":
      return Math.abs(value) < 999_500
        ? [String(Math.round(value / 1000)), "kbps"]
        : [(value / 1e6).toFixed(2), "Mbps"];
    case "times":
      return [times(value), "times"];
    case "probability":
      return [value < 0.001 ? "< 0.001" : value.toPrecision(2), ""];
    case "expected":
      return [expected(value), ""];
    case "sessions":
      return [String(Math.round(value)), value === 1 ? "session" : "sessions"];
  }
}

/** A tenth, unless the number is so small that nothing would be left of it. */
function percent(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || size >= 99.95) return String(Math.round(value));
  return size >= 0.95 ? value.toFixed(1) : value.toPrecision(2);
}

/** A tenth of a session where there are few, or the digit that keeps it from nothing. */
function expected(value: number): string {
  if (value >= 9.95) return String(Math.round(value));
  return value === 0 || value >= 0.05 ? value.toFixed(1) : value.toPrecision(1);
}

/** Near no change, two decimals: `0.97 to 1.03`. */
function times(value: number): string {
  if (value >= 9.95 || value === 0) return String(Math.round(value));
  return value >= 0.095 && value < 1.095 ? value.toFixed(2) : value.toPrecision(2);
}

function signed(value: number, write: (value: number) => string): string {
  return value > 0 ? `+${write(value)}` : write(value);
}
