import type { MeasureName } from "../../../gen/endpoint.ts";
import type { FactName } from "../table/facts.ts";

/** The metrics, as answers name them. */
export type MetricKey =
  | "attempts"
  | "plays"
  | "ended_plays"
  | "vsf"
  | "vsf_t"
  | "vsf_b"
  | "ebvs"
  | "vpf"
  | "vpf_t"
  | "vpf_b"
  | "video_start_time_ms_mean"
  | "video_start_time_ms_p50"
  | "video_start_time_ms_p90"
  | "video_start_time_ms_p95"
  | "video_start_time_ms_p99"
  | "rebuffering_ratio"
  | "cirr"
  | "average_bitrate_bps"
  | "average_peak_bitrate_bps"
  | "live_share"
  | "good_share";

/** Unit of a metric; shares are 0 to 1. */
export type MetricUnit = "sessions" | "share" | "ms" | "bps";

/** What is true or false of a session: a fact of its record, or that it meets thresholds. */
export type Condition = FactName | "good";

/** The number of sessions of which something is true. */
export interface CountRule {
  /** A number of sessions. */
  readonly kind: "count";
  /** What is true of them; absent for all sessions. */
  readonly of?: FactName;
}

/** The part of the sessions of which something is true, of those whose records tell. */
export interface ShareRule {
  /** A part of sessions. */
  readonly kind: "share";
  /** What is true of them. */
  readonly of: Condition;
  /** What is true of all that are counted; absent for attempts. */
  readonly among?: FactName;
}

/** A sum over a sum, of the sessions whose records have all of it: never a mean of ratios. */
export interface RatioRule {
  /** A ratio of sums. */
  readonly kind: "ratio";
  /** What is summed above: a measure. */
  readonly of: MeasureName;
  /** A measure that each of these is multiplied with; absent for 1. */
  readonly weight?: MeasureName;
  /** The measures whose sums stand below. */
  readonly over: readonly MeasureName[];
}

/** The mean of a measure over the plays that have it. */
export interface MeanRule {
  /** A mean. */
  readonly kind: "mean";
  /** The measure. */
  readonly of: MeasureName;
}

/** A percentile of a measure over the plays that have it. */
export interface PercentileRule {
  /** A percentile. */
  readonly kind: "percentile";
  /** The measure. */
  readonly of: MeasureName;
  /** The part of them that lies below. */
  readonly probability: number;
}

/** How a metric is computed. */
export type MetricRule = CountRule | ShareRule | RatioRule | MeanRule | PercentileRule;

/** A metric, as a value: how it is computed, of what, and who says so. */
export interface Metric {
  /** Its name in answers. */
  readonly key: MetricKey;
  /** Its name in words. */
  readonly title: string;
  /** Its unit. */
  readonly unit: MetricUnit;
  /** How it is computed. */
  readonly rule: MetricRule;
  /** Which way is good; absent for what is neither. */
  readonly better?: "lower" | "higher";
  /** What it is, in words: numerator and denominator. */
  readonly definition: string;
  /** Where the definition comes from. */
  readonly source: string;
}
