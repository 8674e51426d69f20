import { assetOf, deviceOf, ispOf } from "../attributes/attributes.ts";
import type { Fate } from "./ending.ts";
import { drawOf, normalDrawOf } from "../../random/hash.ts";
import type { PlantedIncidents } from "./planted_incidents.ts";
import type { Population } from "../attributes/population.ts";
import type { SessionDraft } from "../starts/session_draft.ts";

const PAUSE_PROBABILITY = 0.15;
const MAX_PAUSED_PART = 0.4;
const STALL_PROBABILITY = 0.2;
const MEDIAN_STALL_RATIO = 0.006;
const STALL_SIGMA = 1.5;
const MAX_STALL_RATIO = 0.8;
const MAX_SEEKING_PART = 0.01;
const MEAN_STALL_MS = 4_000;
const MEDIAN_QUALITY = 0.65;
const QUALITY_SIGMA = 0.35;

const drawPause = drawOf("pause");
const drawPausedPart = drawOf("paused_part");
const drawStall = drawOf("stall");
const drawStallRatio = normalDrawOf("stall_ratio");
const drawConnectionPart = drawOf("connection_part");
const drawSeeking = drawOf("seeking");
const drawQuality = normalDrawOf("quality");
const drawFrames = drawOf("frames");
const drawSwitches = drawOf("switches");

/** What was measured while a session played; its times add up to no more than the session. */
export function playbackOf(
  population: Population,
  incidents: PlantedIncidents,
  draft: SessionDraft,
  fate: Fate,
) {
  const { keyHigh } = draft;
  const { lengthMs } = assetOf(draft);
  if (fate.activeMs === 0) return { ...NOT_PLAYED, content_length_ms: lengthMs };
  const effect = incidents.hitting(population, draft);
  const pausedMs = drawPause(keyHigh) < PAUSE_PROBABILITY
    ? Math.floor(fate.activeMs * MAX_PAUSED_PART * drawPausedPart(keyHigh))
    : 0;
  const viewingMs = fate.activeMs - pausedMs;
  const stallRatio = Math.min(
    MAX_STALL_RATIO,
    (drawStall(keyHigh) < STALL_PROBABILITY
      ? MEDIAN_STALL_RATIO * Math.exp(STALL_SIGMA * drawStallRatio(keyHigh))
      : 0) + effect.rebuffering,
  );
  const rebufferingMs = Math.floor(viewingMs * stallRatio);
  const seekingMs = Math.floor(viewingMs * MAX_SEEKING_PART * drawSeeking(keyHigh));
  const playingMs = Math.max(0, viewingMs - rebufferingMs - seekingMs);
  const quality = Math.min(
    1,
    MEDIAN_QUALITY * Math.exp(QUALITY_SIGMA * drawQuality(keyHigh)) *
      ispOf(population, draft).speed,
  );
  const peakBps = deviceOf(population, draft).maxBitrateBps * quality * effect.bitrateFactor;
  const frameRateFps = lengthMs === null ? 50 : 25;
  return {
    video_start_time_ms: fate.startTimeMs,
    playing_time_ms: playingMs,
    paused_time_ms: pausedMs,
    rebuffering_time_ms: rebufferingMs,
    connection_induced_rebuffering_time_ms: Math.floor(
      rebufferingMs * (0.5 + 0.45 * drawConnectionPart(keyHigh)),
    ),
    average_peak_bitrate_bps: Math.round(peakBps),
    average_average_bitrate_bps: Math.round(peakBps * 0.72),
    average_framerate_fps: Math.round(frameRateFps * (95 + 5 * drawFrames(keyHigh))) / 100,
    content_length_ms: lengthMs,
    percentage_complete: lengthMs === null
      ? null
      : Math.min(100, Math.round((1000 * playingMs) / lengthMs) / 10),
    interrupts: rebufferingMs === 0 ? 0 : Math.max(1, Math.round(rebufferingMs / MEAN_STALL_MS)),
    bitrate_switches: Math.round((playingMs / 60_000) * drawSwitches(keyHigh)),
  };
}

const NOT_PLAYED = {
  video_start_time_ms: null,
  playing_time_ms: 0,
  paused_time_ms: 0,
  rebuffering_time_ms: 0,
  connection_induced_rebuffering_time_ms: 0,
  average_peak_bitrate_bps: null,
  average_average_bitrate_bps: null,
  average_framerate_fps: null,
  percentage_complete: null,
  interrupts: 0,
  bitrate_switches: 0,
};
