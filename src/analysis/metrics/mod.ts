export {
  type Estimate,
  estimate,
  isAvailable,
  type MetricValue,
  type Unavailable,
  type UnavailableReason,
} from "./estimate.ts";
export type {
  Condition,
  CountRule,
  MeanRule,
  Metric,
  MetricKey,
  MetricRule,
  MetricUnit,
  PercentileRule,
  RatioRule,
  ShareRule,
} from "./metric.ts";
export { METRICS } from "./metrics.ts";
export { type Sample, SessionGroup, type Verdicts } from "./sample.ts";
export { type Comparison, meetThresholds, parseThresholds, type Threshold } from "./thresholds.ts";
