import type { Axis } from "./answer_table.ts";
import type { FigureUnit } from "../figure.ts";

/** An axis on which all of some bounds have their place. */
export function linearAxis(
  bounds: readonly (number | null)[],
  unit: FigureUnit,
  reference: number,
): Axis {
  const known = bounds.filter((bound) => bound !== null);
  const high = Math.max(reference, ...known);
  const low = Math.min(reference, ...known);
  // Shares that are compared begin at 0, unless they differ by little of what they are.
  return {
    low: low < high / 2 ? 0 : low,
    high,
    unit,
    isLogarithmic: false,
    reference,
  };
}

/** Ratios are drawn within a hundredth and a hundred times, and never closer than a quarter. */
const MOST_TIMES = 100;
const LEAST_TIMES = 1.25;

/** An axis on which all of some ratios have their place, beside no change. */
export function ratioAxis(bounds: readonly (number | null)[]): Axis {
  const known = bounds.filter((bound) => bound !== null && bound > 0) as number[];
  return {
    low: Math.max(1 / MOST_TIMES, Math.min(1 / LEAST_TIMES, ...known)),
    high: Math.min(MOST_TIMES, Math.max(LEAST_TIMES, ...known)),
    unit: "times",
    isLogarithmic: true,
    reference: 1,
  };
}
