import type { PlacedRows } from "../rows/placed_rows.ts";

/** The rows that exposure is counted of: all, or a sample where that would take too long. */
export interface ExposureSample {
  /** Places before this one are in it: a fair sample, as rows are placed in no order. */
  readonly end: number;
  /** Exposure of all rows over that of the sample, by slice. */
  readonly factors: Float64Array;
  /** By how much bad sessions vary more beside an exposure that was counted so, 1 or more. */
  readonly dispersion: number;
}

/** Cells that are read in half a second. */
const MOST_CELLS = 1e8;

/** Fewer rows would tell too little of a small group. */
const LEAST_ROWS = 40_000;

/**
 * Takes as many rows as there is time for. The variance of an expected number by a sample, relative to
 * its square, is that of a sum of the rows that were drawn (Cochran, Sampling Techniques, 1977, 2.9);
 * beside a Poisson count, it weighs like a dispersion.
 *
 * @param cuboids Cells that are read of each row.
 */
export function sampleExposure(
  { rows, sliceOf, exposure }: PlacedRows,
  slices: number,
  cuboids: number,
): ExposureSample {
  const end = Math.min(rows.length, Math.max(LEAST_ROWS, Math.floor(MOST_CELLS / cuboids)));
  const all = new Float64Array(slices);
  const sampled = new Float64Array(slices);
  let [sum, squares] = [0, 0];
  for (let place = 0; place < rows.length; place++) {
    const own = exposure[place]!;
    all[sliceOf[place]!]! += own;
    if (place < end) sampled[sliceOf[place]!]! += own;
    sum += own;
    squares += own ** 2;
  }
  return {
    end,
    factors: all.map((one, slice) => sampled[slice] === 0 ? 1 : one / sampled[slice]!),
    dispersion: sum === 0 ? 1 : 1 + squares / sum * (rows.length - end) / end,
  };
}
