import { chooseError } from "../../catalogue/errors.ts";
import { MAX_START_TIME_MS } from "../starts/duration_class.ts";
import { ispOf } from "../attributes/attributes.ts";
import type { Ending, Fate } from "./ending.ts";
import { drawOf, normalDrawOf } from "../../random/hash.ts";
import type { PlantedIncidents } from "./planted_incidents.ts";
import type { Population } from "../attributes/population.ts";
import type { SessionDraft } from "../starts/session_draft.ts";

const MEDIAN_START_TIME_MS = 2_500;
const START_TIME_SIGMA = 0.6;
const VSF_PROBABILITY = 0.01;
const VPF_PROBABILITY = 0.0055;
/** Viewers lose patience: about 5 % of them at the mean start time of 3 s. */
const EBVS_PROBABILITY_PER_SECOND = 0.0165;
const MAX_EBVS_PROBABILITY = 0.9;
const BUSINESS_SHARE = 0.3;

const drawStartTime = normalDrawOf("start_time");
const drawDuration = drawOf("duration");
const drawStartFailure = drawOf("start_failure");
const drawPlaybackFailure = drawOf("playback_failure");
const drawExit = drawOf("exit");
const drawCut = drawOf("cut");
const drawBusiness = drawOf("business");
const drawError = drawOf("error");

/** Works out how a session goes. */
export function fateOf(
  population: Population,
  incidents: PlantedIncidents,
  draft: SessionDraft,
): Fate {
  const { keyHigh, startMs } = draft;
  const active = incidents.hitting(population, draft);
  const neededMs = Math.min(
    MAX_START_TIME_MS,
    MEDIAN_START_TIME_MS * Math.exp(START_TIME_SIGMA * drawStartTime(keyHigh)) *
      active.slowStartFactor / ispOf(population, draft).speed,
  );
  const ending = endingOf(keyHigh, neededMs, active);
  const isPlayed = ending === "played" || ending === "video_playback_failure";
  const cut = drawCut(keyHigh);
  const startTimeMs = Math.round(isPlayed ? neededMs : Math.max(100, cut * neededMs));
  const part = ending === "video_playback_failure" ? 0.05 + 0.9 * cut : 1;
  const activeMs = isPlayed ? Math.round(part * durationMs(draft)) : 0;
  const isFailure = ending === "video_start_failure" || ending === "video_playback_failure";
  const isBusiness = isFailure && drawBusiness(keyHigh) < BUSINESS_SHARE;
  return {
    ending,
    startTimeMs,
    activeMs,
    endMs: startMs + startTimeMs + activeMs,
    isBusiness,
    error: isFailure
      ? chooseError(isPlayed ? "playback" : "start", isBusiness, drawError(keyHigh))
      : undefined,
  };
}

function endingOf(
  keyHigh: number,
  neededMs: number,
  active: ReturnType<PlantedIncidents["hitting"]>,
): Ending {
  if (drawStartFailure(keyHigh) < VSF_PROBABILITY + active.startFailure) {
    return "video_start_failure";
  }
  const impatience = Math.min(
    MAX_EBVS_PROBABILITY,
    EBVS_PROBABILITY_PER_SECOND * (neededMs / 1000),
  );
  if (drawExit(keyHigh) < impatience + active.exit) return "exit_before_video_start";
  if (drawPlaybackFailure(keyHigh) < VPF_PROBABILITY + active.playbackFailure) {
    return "video_playback_failure";
  }
  return "played";
}

/** Evenly spread over the logarithms of the class. */
function durationMs({ keyHigh, durationClass: { minMs, maxMs } }: SessionDraft): number {
  return minMs * (maxMs / minMs) ** drawDuration(keyHigh);
}
