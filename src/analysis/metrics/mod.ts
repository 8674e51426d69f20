export type { Estimate, MetricValue, Unavailable, UnavailableReason } from "./estimate.ts";
export { isAvailable } from "./estimate.ts";
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
export { type Comparator, parseThresholds, type Threshold } from "./thresholds.ts";
