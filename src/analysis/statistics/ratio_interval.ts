import { CONFIDENCE, studentQuantile } from "./distributions.ts";
import { type Interval, UNBOUNDED } from "./interval.ts";
import { type Moments, residualsOf } from "./moments.ts";

/** Beyond so many doublings of the distance there is no bound. */
const MAX_DOUBLINGS = 60;
const BISECTIONS = 60;

/**
 * The interval of a ratio of sums, or of a mean, whose denominators are all 1; sessions are the unit.
 * The ratios `r` for which the residuals `x - r y` may have the mean 0 (Fieller, "Some problems in
 * interval estimation", JRSS B 16, 1954), judged by Student's t, transformed by their skewness: times
 * are so skewed that plain t misses far more often above than below. The degrees of freedom are those
 * that the tails of the sessions leave. Hall, "On the removal of skewness
 * by transformation", JRSS B 54 (1992).
 */
export function ratioInterval(moments: Moments): Interval {
  const { n, sumX, sumY } = moments;
  if (n < 2) return UNBOUNDED;
  const ratio = sumX / sumY;
  const { variance, degrees } = residualsOf(moments, ratio);
  // Sessions that do not differ do not tell how much others would.
  if (!(variance > 0)) return UNBOUNDED;
  const error = Math.sqrt(variance * n) / sumY;
  const limit = studentQuantile((1 + CONFIDENCE) / 2, degrees);
  const bound = (side: 1 | -1) =>
    crossing((distance) => -side * hallStatistic(moments, ratio + side * distance) >= limit, error);
  const low = bound(-1);
  const high = bound(1);
  return {
    low: low === undefined ? null : ratio - low,
    high: high === undefined ? null : ratio + high,
  };
}

/** Hall's transformed t of the residuals of a ratio: nearly normal if that is the true ratio. */
function hallStatistic(moments: Moments, ratio: number): number {
  const { mean, variance, skewness } = residualsOf(moments, ratio);
  const root = Math.sqrt(moments.n);
  const t = root * mean / Math.sqrt(variance);
  const skew = skewness / root;
  return t + skew * (t * t / 3 + 1 / 6) + skew * skew * t ** 3 / 27;
}

/** The distance from which on something is true; `undefined` if that is nowhere. */
function crossing(isBeyond: (distance: number) => boolean, step: number): number | undefined {
  let far = step;
  for (let doubling = 0; !isBeyond(far); doubling++) {
    if (doubling === MAX_DOUBLINGS) return undefined;
    far *= 2;
  }
  let near = 0;
  for (let bisection = 0; bisection < BISECTIONS; bisection++) {
    const middle = (near + far) / 2;
    if (isBeyond(middle)) far = middle;
    else near = middle;
  }
  return far;
}
