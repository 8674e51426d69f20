import type { MeasureName } from "../../../gen/endpoint.ts";
import type { FactName } from "../table/facts.ts";
import type { Metric, MetricKey, MetricRule } from "./metric.ts";

const DOCS = "Conviva's public pages";
const CTA = "CTA-2066 draft, Streaming Quality of Experience Events, Properties and Metrics";

/**
 * The metrics, in the order of answers. What is not here is left out on purpose: concurrent plays and
 * Conviva's SPI cannot be recovered from a sample of ended sessions.
 *
 * @example What a metric is
 * ```ts
 * import { METRICS } from "@conviva-sessions/conviva-sessions/analysis";
 * import { assertEquals } from "@std/assert";
 *
 * const { rebuffering_ratio } = METRICS;
 * assertEquals(rebuffering_ratio.better, "lower");
 * assertEquals(
 *   rebuffering_ratio.definition,
 *   "Sum of rebuffering time over sum of playing and rebuffering time",
 * );
 * ```
 */
export const METRICS: Readonly<Record<MetricKey, Metric>> = {
  attempts: {
    key: "attempts",
    title: "Attempts",
    unit: "sessions",
    rule: { kind: "count" },
    definition: "All tries to play: every session",
    source: DOCS,
  },
  plays: {
    key: "plays",
    title: "Plays",
    unit: "sessions",
    rule: { kind: "count", of: "played" },
    definition: "Sessions of which at least one frame was shown",
    source: DOCS,
  },
  ended_plays: {
    key: "ended_plays",
    title: "Ended plays",
    unit: "sessions",
    // The API returns ended sessions only, so that a play of its is an ended play.
    rule: { kind: "count", of: "played" },
    definition: "Plays that have ended: all of them, since the API returns ended sessions",
    source: DOCS,
  },
  vsf: failure("vsf", "Video start failures", "vsf"),
  vsf_t: failure("vsf_t", "Technical video start failures", "vsfTechnical"),
  vsf_b: failure("vsf_b", "Business video start failures", "vsfBusiness"),
  ebvs: failure("ebvs", "Exits before video start", "ebvs"),
  vpf: failure("vpf", "Video playback failures", "vpf", "played"),
  vpf_t: failure("vpf_t", "Technical video playback failures", "vpfTechnical", "played"),
  vpf_b: failure("vpf_b", "Business video playback failures", "vpfBusiness", "played"),
  video_start_time_ms_mean: startTime("video_start_time_ms_mean", "mean"),
  video_start_time_ms_p50: startTime("video_start_time_ms_p50", 0.5),
  video_start_time_ms_p90: startTime("video_start_time_ms_p90", 0.9),
  video_start_time_ms_p95: startTime("video_start_time_ms_p95", 0.95),
  video_start_time_ms_p99: startTime("video_start_time_ms_p99", 0.99),
  rebuffering_ratio: {
    key: "rebuffering_ratio",
    title: "Rebuffering ratio",
    unit: "share",
    rule: { kind: "ratio", of: "rebufferingMs", over: ["playingMs", "rebufferingMs"] },
    better: "lower",
    definition: "Sum of rebuffering time over sum of playing and rebuffering time",
    source: `${CTA}; seen in public code`,
  },
  cirr: {
    key: "cirr",
    title: "Connection-induced rebuffering ratio",
    unit: "share",
    rule: {
      kind: "ratio",
      of: "connectionInducedRebufferingMs",
      over: ["playingMs", "rebufferingMs"],
    },
    better: "lower",
    definition:
      "Sum of rebuffering time that no seek caused over sum of playing and all rebuffering time",
    source: "Seen in public code",
  },
  average_bitrate_bps: bitrate("average_bitrate_bps", "Average bitrate", "averageBitrateBps"),
  average_peak_bitrate_bps: bitrate(
    "average_peak_bitrate_bps",
    "Average peak bitrate",
    "averagePeakBitrateBps",
  ),
  live_share: {
    key: "live_share",
    title: "Live",
    unit: "share",
    rule: { kind: "share", of: "live" },
    definition: "Live sessions of the attempts that are known to be live or on demand",
    source: "Inferred",
  },
  good_share: {
    key: "good_share",
    title: "Good sessions",
    unit: "share",
    rule: { kind: "share", of: "good" },
    better: "higher",
    definition: "Sessions that played and met the given thresholds, of the attempts that tell",
    source: "Inferred; not Conviva's SPI, which a sample of ended sessions cannot give",
  },
};

/** The metrics, in order. */
export const METRIC_LIST: readonly Metric[] = Object.values(METRICS);

function failure(key: MetricKey, title: string, of: FactName, among?: "played"): Metric {
  return {
    key,
    title,
    unit: "share",
    rule: { kind: "share", of, ...among && { among } },
    better: "lower",
    definition: `${title} of ${among ? "the ended plays" : "the attempts"} that tell`,
    source: DOCS,
  };
}

function startTime(key: MetricKey, statistic: "mean" | number): Metric {
  const rule: MetricRule = statistic === "mean"
    ? { kind: "mean", of: "videoStartMs" }
    : { kind: "percentile", of: "videoStartMs", probability: statistic };
  const name = statistic === "mean" ? "mean" : `${statistic * 100}th percentile`;
  return {
    key,
    title: `Video start time, ${name}`,
    unit: "ms",
    rule,
    better: "lower",
    definition: `The ${name} over plays, never over sessions that did not start`,
    source: CTA,
  };
}

function bitrate(key: MetricKey, title: string, of: MeasureName): Metric {
  return {
    key,
    title,
    unit: "bps",
    rule: { kind: "ratio", of, weight: "playingMs", over: ["playingMs"] },
    better: "higher",
    definition: `Sum of ${title.toLowerCase()} times playing time over sum of playing time`,
    source: `${DOCS}; ${CTA}`,
  };
}
