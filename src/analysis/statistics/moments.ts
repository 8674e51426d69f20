/**
 * The moments, up to the third, of pairs of numbers: of sessions, what each adds to the numerator
 * and the denominator of a ratio.
 */
export interface Moments {
  /** Number of pairs. */
  readonly n: number;
  /** Sum of the numerators. */
  readonly sumX: number;
  /** Sum of the denominators. */
  readonly sumY: number;
  /** Sums of products of the distances from the means: of xx, xy, yy. */
  readonly second: readonly [xx: number, xy: number, yy: number];
  /** The same of xxx, xxy, xyy, yyy. */
  readonly third: readonly [xxx: number, xxy: number, xyy: number, yyy: number];
}

/** The moments of pairs. Two passes, since sums of squares of what is far from 0 cancel out. */
export function momentsOf(xs: Float64Array, ys: Float64Array): Moments {
  const n = xs.length;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < n; i++) {
    sumX += xs[i]!;
    sumY += ys[i]!;
  }
  const meanX = sumX / n;
  const meanY = sumY / n;
  let xx = 0, xy = 0, yy = 0, xxx = 0, xxy = 0, xyy = 0, yyy = 0;
  for (let i = 0; i < n; i++) {
    const x = xs[i]! - meanX;
    const y = ys[i]! - meanY;
    xx += x * x;
    xy += x * y;
    yy += y * y;
    xxx += x * x * x;
    xxy += x * x * y;
    xyy += x * y * y;
    yyy += y * y * y;
  }
  return { n, sumX, sumY, second: [xx, xy, yy], third: [xxx, xxy, xyy, yyy] };
}

/** The residuals `x - ratio * y` of the pairs: their mean, variance and skewness. */
export interface Residuals {
  /** Their mean. */
  readonly mean: number;
  /** Their variance, with n - 1. */
  readonly variance: number;
  /** Their third moment in units of the standard deviation; 0 if they do not vary. */
  readonly skewness: number;
}

/** What the pairs leave of a ratio. */
export function residualsOf({ n, sumX, sumY, second, third }: Moments, ratio: number): Residuals {
  const [xx, xy, yy] = second;
  const [xxx, xxy, xyy, yyy] = third;
  // Rounding must not leave less than nothing.
  const squares = Math.max(0, xx - 2 * ratio * xy + ratio * ratio * yy);
  const cubes = xxx - 3 * ratio * xxy + 3 * ratio ** 2 * xyy - ratio ** 3 * yyy;
  const variance = squares / (n - 1);
  return {
    mean: (sumX - ratio * sumY) / n,
    variance,
    skewness: variance > 0 ? cubes / n / variance ** 1.5 : 0,
  };
}
