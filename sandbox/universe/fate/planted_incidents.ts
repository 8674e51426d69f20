import type { Incident } from "../../incident.ts";
import { attributePredicate, type DraftPredicate } from "../attributes/attribute_predicate.ts";
import type { Attributes } from "../attributes/attributes.ts";
import type { Population } from "../attributes/population.ts";
import type { SessionDraft } from "../starts/session_draft.ts";

/** What the incidents that hit a session do to it, together. */
export interface IncidentEffect {
  /** Additional probabilities, 0 to 1. */
  readonly startFailure: number;
  readonly exit: number;
  readonly playbackFailure: number;
  /** Additional part of the viewing time, 0 to 1. */
  readonly rebuffering: number;
  readonly slowStartFactor: number;
  readonly bitrateFactor: number;
}

const NO_EFFECT: IncidentEffect = {
  startFailure: 0,
  exit: 0,
  playbackFailure: 0,
  rebuffering: 0,
  slowStartFactor: 1,
  bitrateFactor: 1,
};

/** The incidents of a sandbox, ready to be looked up. */
export class PlantedIncidents {
  readonly #planted: readonly { incident: Incident; matches: DraftPredicate }[];

  /** @throws Error if an incident hits by something that is not settled before a session plays. */
  constructor(incidents: readonly Incident[], attributes: Attributes) {
    this.#planted = incidents.map((incident) => ({
      incident,
      matches: attributePredicate(incident.where, attributes),
    }));
  }

  /** The effect on a session. */
  hitting(population: Population, draft: SessionDraft): IncidentEffect {
    let effect = NO_EFFECT;
    for (const { incident, matches } of this.#planted) {
      if (draft.startMs < incident.startMs || draft.startMs >= incident.endMs) continue;
      if (matches(population, draft)) effect = combined(effect, incident);
    }
    return effect;
  }
}

function combined(effect: IncidentEffect, { kind, strength }: Incident): IncidentEffect {
  switch (kind) {
    case "video_start_failure":
      return { ...effect, startFailure: effect.startFailure + strength };
    case "exit_before_video_start":
      return { ...effect, exit: effect.exit + strength };
    case "video_playback_failure":
      return { ...effect, playbackFailure: effect.playbackFailure + strength };
    case "rebuffering":
      return { ...effect, rebuffering: effect.rebuffering + strength };
    case "slow_start":
      return { ...effect, slowStartFactor: effect.slowStartFactor * strength };
    case "bitrate":
      return { ...effect, bitrateFactor: effect.bitrateFactor * strength };
  }
}
