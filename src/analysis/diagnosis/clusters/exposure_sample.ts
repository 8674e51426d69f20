import type { Observations } from "../observations.ts";
import type { PlacedRows } from "../rows/placed_rows.ts";

/** The rows that exposure is counted of: all, or a sample where that would take too long. */
export interface ExposureSample {
  /** Places before this one are in it: a fair sample, as rows are placed in no order. */
  readonly end: number;
  /** Variance that each place adds to an exposure; absent if nothing is a sample. */
  readonly variance?: Float64Array;
}

/** Cells that are read in half a second. */
const MOST_CELLS = 1e8;

/** Fewer rows would tell too little of a small group. */
const LEAST_ROWS = 40_000;

/**
 * Takes as many rows as there is time for; as only ratios of exposures matter, none is scaled up. The
 * exposure of rows that were drawn has the variance of their sum, less the part of it that all rows
 * together have for certain (Cochran, Sampling Techniques, 1977, 2.6); so has that of sessions that are a
 * sample by themselves.
 *
 * @param cuboids Cells that are read of each row.
 */
export function sampleExposure(
  { isSampled = false }: Observations,
  { rows, exposure, bad }: PlacedRows,
  cuboids: number,
): ExposureSample {
  const end = Math.min(rows.length, Math.max(LEAST_ROWS, Math.floor(MOST_CELLS / cuboids)));
  if (end === rows.length && !isSampled) return { end };
  const uncertain = 1 - end / rows.length;
  const variance = exposure.map((one, place) =>
    one ** 2 * (isSampled && bad[place] === 0 ? 1 : uncertain)
  );
  return { end, variance };
}
