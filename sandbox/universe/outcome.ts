import { PARAMETERS } from "../../gen/facts.ts";
import type { Ending, Fate } from "./fate.ts";
import { drawer } from "./hash.ts";
import type { SessionDraft } from "./session_draft.ts";

const INVENTED_FLAG_PROBABILITY = 0.01;

const ends = (ending: Ending, isBusiness?: boolean) => (fate: Fate) =>
  fate.ending === ending && (isBusiness === undefined || fate.isBusiness === isBusiness);

const FLAGS: Readonly<Record<string, (fate: Fate) => boolean>> = {
  is_exit_before_video_start: ends("exit_before_video_start"),
  is_video_start_failure: ends("video_start_failure"),
  is_video_start_failure_business: ends("video_start_failure", true),
  is_video_start_failure_tech: ends("video_start_failure", false),
  is_video_playback_failure: ends("video_playback_failure"),
  is_video_playback_failure_business: ends("video_playback_failure", true),
  is_video_playback_failure_tech: ends("video_playback_failure", false),
};

const ERRORS: Readonly<Record<string, (fate: Fate) => boolean>> = {
  video_start_failure_error: ends("video_start_failure"),
  video_start_failure_business_error: ends("video_start_failure", true),
  video_start_failure_tech_error: ends("video_start_failure", false),
  video_playback_failure_error: ends("video_playback_failure"),
  video_playback_failure_business_error: ends("video_playback_failure", true),
  video_playback_failure_tech_error: ends("video_playback_failure", false),
};

/** Flags that the spec has as filters and that no ending of ours explains. */
const INVENTED_FLAGS = Object.entries(PARAMETERS)
  .filter(([name, { role, type }]) => role === "filter" && type === "boolean" && !(name in FLAGS))
  .map(([name]) => [name, drawer(`invented/${name}`)] as const);

/** Reads a flag of a session, under its name in the API; `undefined` if there is no such flag. */
export function flagReader(
  name: string,
): ((draft: SessionDraft, fate: () => Fate) => boolean) | undefined {
  const ofFate = FLAGS[name];
  if (ofFate) return (_, fate) => ofFate(fate());
  const draw = INVENTED_FLAGS.find(([invented]) => invented === name)?.[1];
  return draw && (({ keyHigh }) => draw(keyHigh) < INVENTED_FLAG_PROBABILITY);
}

/** The flags that follow from how a session ended. */
export function endingFlags(fate: Fate): Record<string, boolean> {
  return Object.fromEntries(Object.entries(FLAGS).map(([name, isSet]) => [name, isSet(fate)]));
}

/** The flags that no ending explains. */
export function inventedFlags({ keyHigh }: SessionDraft): Record<string, boolean> {
  const flags: Record<string, boolean> = {};
  for (const [name, draw] of INVENTED_FLAGS) {
    flags[name] = draw(keyHigh) < INVENTED_FLAG_PROBABILITY;
  }
  return flags;
}

/** Dimensions of the spec that say how a session went. */
export const OUTCOME_DIMENSIONS: readonly string[] = Object.keys(ERRORS);

/** The value of such a dimension. */
export function outcomeValue(dimension: string, fate: Fate): string | undefined {
  return ERRORS[dimension]?.(fate) ? fate.error : undefined;
}
