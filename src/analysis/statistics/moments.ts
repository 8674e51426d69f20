/**
 * The moments, up to the fourth, of pairs of numbers: of sessions, what each adds to the numerator
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
  /** The same of xxxx, xxxy, xxyy, xyyy, yyyy. */
  readonly fourth: readonly [xxxx: number, xxxy: number, xxyy: number, xyyy: number, yyyy: number];
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
  const second: [number, number, number] = [0, 0, 0];
  const third: [number, number, number, number] = [0, 0, 0, 0];
  const fourth: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const x = xs[i]! - meanX;
    const y = ys[i]! - meanY;
    const xx = x * x;
    const xy = x * y;
    const yy = y * y;
    second[0] += xx;
    second[1] += xy;
    second[2] += yy;
    third[0] += xx * x;
    third[1] += xx * y;
    third[2] += x * yy;
    third[3] += yy * y;
    fourth[0] += xx * xx;
    fourth[1] += xx * xy;
    fourth[2] += xx * yy;
    fourth[3] += xy * yy;
    fourth[4] += yy * yy;
  }
  return { n, sumX, sumY, second, third, fourth };
}

/** The residuals `x - ratio * y` of the pairs, as the distribution of their mean needs them. */
export interface Residuals {
  /** Their mean. */
  readonly mean: number;
  /** Their variance, with n - 1. */
  readonly variance: number;
  /** Their third moment in units of the standard deviation; 0 if they do not vary. */
  readonly skewness: number;
  /**
   * Degrees of freedom of the variance: half of those of normal residuals whose variance would be as
   * uncertain, `2 n / (kurtosis - 1)`; half, since a sample shows but a part of a heavy tail's
   * kurtosis. Few long sessions leave few of them, however many short ones there are. Satterthwaite,
   * "An approximate distribution of estimates of variance components", Biometrics Bulletin 2 (1946).
   */
  readonly degrees: number;
}

/** What the pairs leave of a ratio. */
export function residualsOf(moments: Moments, ratio: number): Residuals {
  const { n, sumX, sumY, second, third, fourth } = moments;
  // Rounding must not leave less than nothing.
  const squares = Math.max(0, powerSum(second, ratio));
  const variance = squares / (n - 1);
  const kurtosis = squares > 0 ? n * powerSum(fourth, ratio) / squares ** 2 : 1;
  return {
    mean: (sumX - ratio * sumY) / n,
    variance,
    skewness: variance > 0 ? powerSum(third, ratio) / n / variance ** 1.5 : 0,
    degrees: kurtosis > 1 ? Math.min(n - 1, n / (kurtosis - 1)) : n - 1,
  };
}

const BINOMIAL: readonly (readonly number[])[] = [[1, 2, 1], [1, 3, 3, 1], [1, 4, 6, 4, 1]];

/** The sum of a power of the residuals, of the sums of its products: a binomial of x and -ratio y. */
function powerSum(sums: readonly number[], ratio: number): number {
  return BINOMIAL[sums.length - 3]!.reduce(
    (sum, coefficient, power) => sum + coefficient * (-ratio) ** power * sums[power]!,
    0,
  );
}
