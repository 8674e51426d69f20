import { CURRENT } from "../rows/time_slices.ts";

/** What a slice of the baseline has. */
export interface SliceCounts {
  readonly exposure: number;
  readonly bad: number;
}

/** The baseline of a cluster. */
export interface History {
  /** Its slices that have any. */
  readonly slices: readonly SliceCounts[];
  /** Exposure of all. */
  readonly exposure: number;
  /** Bad sessions of all. */
  readonly bad: number;
}

/** Reads the baseline out of the counts of all slices. */
export function historyOf(exposure: Float64Array, bad: Float64Array): History {
  const slices: SliceCounts[] = [];
  let [allExposure, allBad] = [0, 0];
  for (let slice = CURRENT + 1; slice < exposure.length; slice++) {
    // What was taken away in parts leaves a trace of rounding.
    if (exposure[slice]! < 1e-9) continue;
    slices.push({ exposure: exposure[slice]!, bad: bad[slice]! });
    allExposure += exposure[slice]!;
    allBad += bad[slice]!;
  }
  return { slices, exposure: allExposure, bad: allBad };
}

/** The slices of a baseline with the lower rates: every other one, or one more. */
export function quieterHalf({ slices }: History): SliceCounts[] {
  return slices
    .toSorted((a, b) => a.bad * b.exposure - b.bad * a.exposure)
    .slice(0, Math.ceil(slices.length / 2));
}

/** The upper 5 % point of the standard normal distribution. */
const NORMAL_95 = 1.645;

/**
 * By how much the slices of a baseline vary more than Poisson counts do, 1 or more. Taken from the
 * quieter half, as earlier incidents are no reason to put up with the next: Pearson's X² over its 95 %
 * point (Wilson and Hilferty, PNAS 17, 1931), so that chance alone seldom makes it more than 1
 * (McCullagh and Nelder, Generalized Linear Models, 1989, 4.5).
 *
 * @param rate Bad sessions per exposure when nothing is wrong.
 */
export function dispersionOf(history: History, rate: number): number {
  const quiet = quieterHalf(history);
  const pearson = quiet.reduce((sum, { exposure, bad }) => {
    const expected = exposure * rate;
    return sum + (bad - expected) ** 2 / expected;
  }, 0);
  const ninth = 2 / (9 * quiet.length);
  const highest = quiet.length * (1 - ninth + NORMAL_95 * Math.sqrt(ninth)) ** 3;
  return quiet.length === 0 ? 1 : Math.max(1, pearson / highest);
}
