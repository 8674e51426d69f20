import { DAY_MS } from "../../clock.ts";

const PEAK_MS = 20.5 * 3_600_000;

/**
 * How many sessions start at a moment, relative to the day's mean: an evening peak of about 1.7 and
 * a trough before dawn of about 0.4. Its mean over any day is 1.
 */
export function dailyCurve(timeMs: number): number {
  const phase = (2 * Math.PI * ((timeMs - PEAK_MS) % DAY_MS)) / DAY_MS;
  return 1 + 0.6 * Math.cos(phase) + 0.12 * Math.cos(2 * phase);
}
