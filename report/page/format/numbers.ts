import type { FigureUnit } from "../../../src/view/explain/figure.ts";

/** Unit of numbers that are drawn. */
export type Unit = Exclude<FigureUnit, "probability">;

/** Writes numbers of one kind, in the reader's locale. */
export type NumberFormat = (value: number) => string;

/** Numbers that stand below each other have the same unit and the same digits behind the point. */
export function numberFormat(unit: Unit, values: readonly (number | null)[]): NumberFormat {
  const { factor, suffix, digits } = writingOf(unit, largestOf(values));
  return written({ minimumFractionDigits: digits, maximumFractionDigits: digits }, factor, suffix);
}

/** Writes a number that stands alone in a sentence. */
export function figureText(value: number, unit: FigureUnit): string {
  switch (unit) {
    case "probability":
      return value < LEAST_P ? `< ${plainFormat(LEAST_P)}` : significant(value);
    case "points":
      return changeFormat("share", [value])(value);
    case "times":
      return numberFormat(unit, [value])(value).replace("×", "\u00a0times");
    default:
      return numberFormat(unit, [value])(value);
  }
}

/** Writes the values that a scale names, without zeros behind the point. */
export function tickFormat(unit: Unit, ticks: readonly number[]): NumberFormat {
  const { factor, suffix } = writingOf(unit, largestOf(ticks));
  return written({ maximumFractionDigits: 4 }, factor, suffix);
}

/** A change of a value: with its sign, and shares in points. */
export function changeFormat(unit: Unit, values: readonly (number | null)[]): NumberFormat {
  const { factor, suffix, digits } = writingOf(
    unit === "share" ? "points" : unit,
    largestOf(values),
  );
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const write = written(options, factor, suffix);
  return (value) => {
    // What is written as zero has no sign.
    const isZero = Math.abs(value * factor) < 0.5 * 10 ** -digits;
    return (isZero ? "" : value > 0 ? "+" : "\u2212") + write(Math.abs(value));
  };
}

/** A part that is a mere size, in whole percents. */
export const wholeShareFormat: NumberFormat = written({ maximumFractionDigits: 0 }, 100, "\u00a0%");

/** A whole number, with its digits in groups. */
export const countFormat: NumberFormat = format({ maximumFractionDigits: 0 });

/** A number of any size. */
export const plainFormat: NumberFormat = format({ maximumFractionDigits: 3 });

/** A tiny probability is only bounded, since its digits mean nothing. */
const LEAST_P = 0.001;

const significant = format({ maximumSignificantDigits: 2 });

/** A probability, with its letter. */
export function probabilityText(p: number): string {
  return p < LEAST_P ? `p ${figureText(p, "probability")}` : `p = ${significant(p)}`;
}

/** An interval as two numbers, with their unit once; an end that the sessions do not bound is said in words. */
export function intervalText(
  low: number | null,
  high: number | null,
  write: NumberFormat,
): string {
  if (low === null && high === null) return "not bounded";
  if (high === null) return `at least ${write(low!)}`;
  if (low === null) return `at most ${write(high)}`;
  const [from, to] = [write(low), write(high)];
  const [unit = ""] = /(?:\u00a0\S+|×)$/.exec(to) ?? [];
  return `${from.endsWith(unit) ? from.slice(0, from.length - unit.length) : from} to ${to}`;
}

/** How numbers of a unit are written, by the largest of them: not more digits than anybody compares. */
function writingOf(
  unit: Unit,
  largest: number,
): { readonly factor: number; readonly suffix: string; readonly digits: number } {
  switch (unit) {
    case "sessions":
      return { factor: 1, suffix: "", digits: 0 };
    case "expected":
      return { factor: 1, suffix: "", digits: largest < 10 ? 1 : 0 };
    case "share":
      return { factor: 100, suffix: "\u00a0%", digits: Math.max(1, digitsFor(100 * largest)) };
    case "points":
      return { factor: 100, suffix: "\u00a0points", digits: Math.max(2, digitsFor(100 * largest)) };
    case "times":
      return { factor: 1, suffix: "×", digits: digitsFor(largest) };
    case "ms":
      return largest < 1000
        ? { factor: 1, suffix: "\u00a0ms", digits: 0 }
        : { factor: 1e-3, suffix: "\u00a0s", digits: 2 };
    case "bps":
      return largest < 1e6
        ? { factor: 1e-3, suffix: "\u00a0kbps", digits: 0 }
        : { factor: 1e-6, suffix: "\u00a0Mbps", digits: 2 };
  }
}

/** Two digits that count. */
function digitsFor(largest: number): number {
  if (largest === 0) return 0;
  return Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(largest))));
}

function largestOf(values: readonly (number | null)[]): number {
  return Math.max(0, ...values.map((value) => Math.abs(value ?? 0)));
}

function written(
  options: Intl.NumberFormatOptions,
  factor: number,
  suffix: string,
): NumberFormat {
  const write = format(options);
  return (value) => write(value * factor) + suffix;
}

function format(options: Intl.NumberFormatOptions): NumberFormat {
  const formatter = new Intl.NumberFormat(undefined, options);
  return (value) => formatter.format(value);
}
