import type { Observations } from "../observations.ts";
import type { PlacedRows } from "../rows/placed_rows.ts";

/** The rows that exposure is counted of: all, or a sample where that would take too long. */
export interface ExposureSample {
  /** Places before this one are in it: a fair sample, as rows are placed in no order. */
  readonly end: number;
  /** Exposure of all rows over that of the sample, by slice. */
  readonly factors: Float64Array;
  /** Variance that each place adds to an exposure, before the factors; absent if nothing is a sample. */
  readonly variance?: Float64Array;
}

/** Cells that are read in half a second. */
const MOST_CELLS = 1e8;

/** Fewer rows would tell too little of a small group. */
const LEAST_ROWS = 40_000;

/**
 * Takes as many rows as there is time for. The exposure of rows that were drawn has the variance of their
 * sum, less the part of it that all rows together have for certain (Cochran, Sampling Techniques, 1977,
 * 2.6); so has that of sessions that are a sample by themselves.
 *
 * @param cuboids Cells that are read of each row.
 */
export function sampleExposure(
  { isSampled = false }: Observations,
  { rows, sliceOf, exposure, bad }: PlacedRows,
  slices: number,
  cuboids: number,
): ExposureSample {
  const end = Math.min(rows.length, Math.max(LEAST_ROWS, Math.floor(MOST_CELLS / cuboids)));
  const all = new Float64Array(slices);
  const sampled = new Float64Array(slices);
  for (let place = 0; place < rows.length; place++) {
    all[sliceOf[place]!]! += exposure[place]!;
    if (place < end) sampled[sliceOf[place]!]! += exposure[place]!;
  }
  const factors = all.map((one, slice) => sampled[slice] === 0 ? 1 : one / sampled[slice]!);
  if (end === rows.length && !isSampled) return { end, factors };
  const uncertain = 1 - end / rows.length;
  const variance = exposure.map((one, place) =>
    one ** 2 * (isSampled && bad[place] === 0 ? 1 : uncertain)
  );
  return { end, factors, variance };
}
