import type { UnavailableReason } from "../../analysis/metrics/estimate.ts";
import type { Metric, MetricKey, MetricUnit } from "../../analysis/metrics/metric.ts";
import { METRICS } from "../../analysis/metrics/metrics.ts";
import type { FigureUnit } from "./figure.ts";

/** What stands above a column of a metric, in few letters. */
const SHORT_TITLES: Readonly<Record<MetricKey, string>> = {
  attempts: "attempts",
  plays: "plays",
  ended_plays: "ended plays",
  vsf: "VSF",
  vsf_t: "VSF-T",
  vsf_b: "VSF-B",
  ebvs: "EBVS",
  vpf: "VPF",
  vpf_t: "VPF-T",
  vpf_b: "VPF-B",
  video_start_time_ms_mean: "start, mean",
  video_start_time_ms_p50: "start p50",
  video_start_time_ms_p90: "start p90",
  video_start_time_ms_p95: "start p95",
  video_start_time_ms_p99: "start p99",
  rebuffering_ratio: "rebuffering",
  cirr: "CIRR",
  average_bitrate_bps: "bitrate",
  average_peak_bitrate_bps: "peak bitrate",
  live_share: "live",
  good_share: "good",
};

/** Why there is no value of a metric: that is not 0. */
export const UNAVAILABLE_WORDS: Readonly<Record<UnavailableReason, string>> = {
  no_sessions: "no sessions",
  not_recorded: "not recorded",
  no_thresholds: "no thresholds",
};

/** What a metric is called above a column. */
export function shortTitle(metric: MetricKey): string {
  return SHORT_TITLES[metric];
}

/** What a metric is called within a sentence. */
export function titleInSentence(metric: MetricKey): string {
  const { title } = METRICS[metric];
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** Unit of the difference of two values of a metric. */
export function differenceUnit({ unit }: Pick<Metric, "unit">): FigureUnit {
  return unit === "share" ? "points" : unit satisfies MetricUnit;
}
