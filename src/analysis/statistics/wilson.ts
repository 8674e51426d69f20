import { NORMAL_95 } from "./distributions.ts";

/**
 * The score interval of a share: Wilson, "Probable inference, the law of succession, and statistical
 * inference", JASA 22 (1927).
 */
export function wilsonInterval(hits: number, n: number): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 1 };
  const z2 = NORMAL_95 ** 2;
  const share = hits / n;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = NORMAL_95 * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n);
  // At the ends, what rounding leaves is cut off.
  return {
    low: hits === 0 ? 0 : Math.min(share, centre - half),
    high: hits === n ? 1 : Math.max(share, centre + half),
  };
}
