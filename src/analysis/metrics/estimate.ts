import type { Interval } from "../statistics/interval.ts";
import { quantileInterval, quantileOf } from "../statistics/quantile.ts";
import { ratioInterval } from "../statistics/ratio_interval.ts";
import { wilsonInterval } from "../statistics/wilson.ts";
import type { Metric, MetricRule, MetricUnit } from "./metric.ts";
import { METRICS } from "./metrics.ts";
import type { Sample, SessionGroup } from "./sample.ts";

/** The value of a metric, with all that tells how sure it is. */
export interface Estimate extends Interval {
  /** The value, in its unit. */
  readonly value: number;
  /** What was counted or summed above, of shares, ratios and means. */
  readonly numerator?: number;
  /** What was counted or summed below. */
  readonly denominator?: number;
  /** Sessions that the value rests on. */
  readonly n: number;
  /** Lower bound of the 95 % interval; `null` if the sessions do not bound it. */
  readonly low: number | null;
  /** Upper bound of the 95 % interval. */
  readonly high: number | null;
  /** Unit of the value. */
  readonly unit: MetricUnit;
}

/**
 * Why a metric has no value: there are no sessions of the kind that it counts; the records lack what
 * it needs; no thresholds were given.
 */
export type UnavailableReason = "no_sessions" | "not_recorded" | "no_thresholds";

/** A metric that has no value, which is not the value 0. */
export interface Unavailable {
  /** Why. */
  readonly unavailable: UnavailableReason;
}

/** The value of a metric, or why it has none. */
export type MetricValue = Estimate | Unavailable;

/**
 * Whether a metric has a value.
 *
 * @example A value, or why there is none
 * ```ts
 * import { isAvailable } from "@conviva-sessions/conviva-sessions/analysis";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(isAvailable({ unavailable: "not_recorded" }), false);
 * assertEquals(isAvailable({ value: 0, n: 9, low: 0, high: 0.3, unit: "share" }), true);
 * ```
 */
export function isAvailable(value: MetricValue): value is Estimate {
  return "value" in value;
}

/** The value of a metric over some sessions. */
export function estimate(metric: Metric, group: SessionGroup): MetricValue {
  const sample = group.sample(metric.rule);
  return estimateSample(metric, sample) ?? { unavailable: whyNone(metric.rule, group) };
}

/** The value alone of what sessions say about a metric; `undefined` if they say nothing. */
export function valueOf(sample: Sample): number | undefined {
  if (sample.kind === "count") return sample.hits;
  if (sample.n === 0) return undefined;
  switch (sample.kind) {
    case "share":
      return sample.hits / sample.n;
    case "percentile":
      return quantileOf(sample.sorted, sample.probability);
    case "ratio":
    case "mean":
      return sample.moments.sumX / sample.moments.sumY;
  }
}

/** The value of a metric, of what sessions say about it; `undefined` if they say nothing. */
export function estimateSample({ rule, unit }: Metric, sample: Sample): Estimate | undefined {
  const value = valueOf(sample);
  const isToldByAll = rule.kind === "count" && !rule.of;
  if (value === undefined || (sample.n === 0 && !isToldByAll)) return undefined;
  const { n } = sample;
  switch (sample.kind) {
    case "count": {
      // How many came is known; how many of as many others would be plays is not.
      const { low, high } = isToldByAll ? { low: 1, high: 1 } : wilsonInterval(sample.hits, n);
      return { value, n, low: low * n, high: high * n, unit };
    }
    case "share":
      return {
        value,
        numerator: sample.hits,
        denominator: n,
        n,
        ...wilsonInterval(sample.hits, n),
        unit,
      };
    case "percentile": {
      const bounds = quantileInterval(sample.sorted, sample.probability);
      return { value, n, ...withinLimits(value, bounds, unit), unit };
    }
    case "ratio":
    case "mean": {
      const { sumX, sumY } = sample.moments;
      const interval = withinLimits(value, ratioInterval(sample.moments), unit);
      return { value, numerator: sumX, denominator: sumY, n, ...interval, unit };
    }
  }
}

/**
 * No metric is below 0, no share above 1, and a bound does not pass the value: of a few sessions, the
 * highest percentile that they can have is often below the one that they are from.
 */
function withinLimits(value: number, { low, high }: Interval, unit: MetricUnit): Interval {
  return {
    low: low === null ? null : Math.max(0, Math.min(low, value)),
    high: high === null ? null : Math.min(unit === "share" ? 1 : Infinity, Math.max(high, value)),
  };
}

function whyNone(rule: MetricRule, group: SessionGroup): UnavailableReason {
  if (rule.kind === "share" && rule.of === "good" && !group.verdicts) return "no_thresholds";
  if (group.rows.length === 0) return "no_sessions";
  const isOfAttempts = rule.kind === "count" || (rule.kind === "share" && !rule.among);
  const plays = group.sample(METRICS.plays.rule);
  const isWithoutPlays = plays.kind === "count" && plays.n > 0 && plays.hits === 0;
  return !isOfAttempts && isWithoutPlays ? "no_sessions" : "not_recorded";
}
