import type { OutcomeFact } from "../../gen/endpoint.ts";
import { ENDPOINT } from "../endpoint.ts";
import type { Ending, Fate } from "./ending.ts";
import { drawOf } from "./hash.ts";
import type { SessionDraft } from "./session_draft.ts";

const INVENTED_FLAG_PROBABILITY = 0.01;

const ENDINGS: Readonly<Record<OutcomeFact["kind"], Ending>> = {
  VSF: "video_start_failure",
  VPF: "video_playback_failure",
  EBVS: "exit_before_video_start",
};

type OfFate = (fate: Fate) => boolean;

/** Whether a session goes as the spec says that a flag, or an error, means. */
const meansOf = ({ kind, reason }: OutcomeFact): OfFate => (fate) =>
  fate.ending === ENDINGS[kind] &&
  (reason === undefined || fate.isBusiness === (reason === "business"));

const FLAGS: Readonly<Record<string, OfFate>> = Object.fromEntries(
  ENDPOINT.fields.flatMap(({ path, type, outcome }) =>
    type === "boolean" && outcome ? [[path, meansOf(outcome)] as const] : []
  ),
);

const ERRORS: Readonly<Record<string, OfFate>> = Object.fromEntries(
  Object.entries(ENDPOINT.dimensions).flatMap(([name, { outcome }]) =>
    outcome ? [[name, meansOf(outcome)] as const] : []
  ),
);

/** Flags that the spec has as filters and that no ending of ours explains. */
const INVENTED_FLAGS = Object.entries(ENDPOINT.parameters)
  .filter(([name, { role, type }]) => role === "filter" && type === "boolean" && !(name in FLAGS))
  .map(([name]) => [name, drawOf(`invented/${name}`)] as const);

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
