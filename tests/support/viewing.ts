import type { Pull } from "../../src/analysis/mod.ts";
import type { Filters } from "../../src/query/check/checked_query.ts";
import type { Session } from "../../src/session/session.ts";
import { coverageWith } from "./coverage.ts";

export const DAY_START_MS = Date.parse("2026-11-20T00:00Z");
const DAY_MS = 86_400_000;

/** What a population of sessions is like. */
export interface Viewing {
  /** Part of the attempts that fails to start. */
  readonly failing?: number;
  /** Part of the plays that fails later. */
  readonly breaking?: number;
  /** Typical time to the first frame. */
  readonly startMs?: number;
  /** Part of the viewing that rebuffers, where it does at all. */
  readonly stalling?: number;
  /** Values of a session's dimensions. */
  readonly cdn?: (random: () => number) => string;
}

/** A number as skewed as times are: its logarithm is normal. */
export function logNormal(median: number, spread: number, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return median * Math.exp(spread * normal);
}

/** Draws a session of a day. */
export function drawSession(
  index: number,
  random: () => number,
  { failing = 0.02, breaking = 0.01, startMs = 1200, stalling = 0.03, cdn = drawCdn }: Viewing = {},
): Session {
  const fails = random() < failing;
  const leaves = !fails && random() < 0.03;
  const plays = !fails && !leaves;
  const playingMs = plays ? logNormal(600_000, 1, random) : 0;
  const rebufferingMs = plays && random() < 0.4
    ? playingMs * stalling * -Math.log(1 - random())
    : 0;
  const breaks = plays && random() < breaking;
  const isTechnical = random() < 0.8;
  const startedMs = DAY_START_MS + Math.floor(random() * DAY_MS);
  return {
    session_id: String(index),
    client_id: "1.2.3.4",
    session_start_timestamp_ms: startedMs,
    session_end_timestamp_ms: startedMs + Math.round(playingMs + rebufferingMs),
    video_start_time_ms: plays ? logNormal(startMs, 0.8, random) : null,
    playing_time_ms: playingMs,
    rebuffering_time_ms: rebufferingMs,
    connection_induced_rebuffering_time_ms: rebufferingMs * random(),
    average_average_bitrate_bps: plays ? logNormal(4e6, 0.5, random) : null,
    average_peak_bitrate_bps: plays ? logNormal(6e6, 0.5, random) : null,
    is_video_start_failure: fails,
    is_video_start_failure_tech: fails && isTechnical,
    is_video_start_failure_business: fails && !isTechnical,
    is_exit_before_video_start: leaves,
    is_video_playback_failure: breaks,
    is_video_playback_failure_tech: breaks && isTechnical,
    is_video_playback_failure_business: breaks && !isTechnical,
    network_info: { cdn: cdn(random), isp: `ISP ${Math.floor(random() ** 2 * 40)}` },
    device_info: { device_os: ["Android", "iOS", "Roku", "Tizen"][Math.floor(random() * 4)]! },
    content_info: { content_category: random() < 0.3 ? "Live" : "VOD" },
  };
}

function drawCdn(random: () => number): string {
  return ["A", "B", "C"][Math.floor(random() ** 2 * 3)]!;
}

/** Draws sessions of a day. */
export function drawSessions(count: number, random: () => number, viewing?: Viewing): Session[] {
  return Array.from({ length: count }, (_, index) => drawSession(index, random, viewing));
}

/** How the sessions of a test were got: by asking for the day, with filters. */
export function pullOf(filters: Partial<Filters> = {}): Pull {
  const range = { startMs: DAY_START_MS, endMs: DAY_START_MS + DAY_MS };
  return {
    filters: { parameters: {}, tags: {}, dimensions: {}, ...filters },
    coverage: coverageWith({ range, requests: 0 }),
  };
}
