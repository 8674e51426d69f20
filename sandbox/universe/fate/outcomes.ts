import type { Endpoint, OutcomeFact } from "../../../gen/endpoint.ts";
import type { Ending, Fate } from "./ending.ts";
import { drawOf } from "../../random/hash.ts";
import type { SessionDraft } from "../starts/session_draft.ts";

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

/** What of a session of an endpoint says how it went, by the endpoint's names. */
export class Outcomes {
  /** Dimensions that say how a session went. */
  readonly dimensions: readonly string[];
  readonly #flags: ReadonlyMap<string, OfFate>;
  readonly #errors: ReadonlyMap<string, OfFate>;
  /** Flags that are filters of the endpoint and that no ending of ours explains. */
  readonly #inventedFlags: ReadonlyMap<string, (key: number) => number>;

  constructor({ fields, dimensions, parameters }: Endpoint) {
    const flags = new Map(
      fields.flatMap(({ path, type, outcome }) =>
        type === "boolean" && outcome ? [[path, meansOf(outcome)] as const] : []
      ),
    );
    this.#flags = flags;
    this.#errors = new Map(
      Object.entries(dimensions).flatMap(([name, { outcome }]) =>
        outcome ? [[name, meansOf(outcome)] as const] : []
      ),
    );
    this.dimensions = [...this.#errors.keys()];
    this.#inventedFlags = new Map(
      Object.entries(parameters)
        .filter(([name, { role, type }]) =>
          role === "filter" && type === "boolean" && !flags.has(name)
        )
        .map(([name]) => [name, drawOf(`invented/${name}`)]),
    );
  }

  /** Reads a flag of a session, under its name in the API; `undefined` if there is no such flag. */
  flagReader(
    name: string,
  ): ((draft: SessionDraft, fate: () => Fate) => boolean) | undefined {
    const ofFate = this.#flags.get(name);
    if (ofFate) return (_, fate) => ofFate(fate());
    const draw = this.#inventedFlags.get(name);
    return draw && (({ keyHigh }) => draw(keyHigh) < INVENTED_FLAG_PROBABILITY);
  }

  /** The flags that follow from how a session ended. */
  endingFlags(fate: Fate): Record<string, boolean> {
    return Object.fromEntries([...this.#flags].map(([name, isSet]) => [name, isSet(fate)]));
  }

  /** The flags that no ending explains. */
  inventedFlags({ keyHigh }: SessionDraft): Record<string, boolean> {
    const flags: Record<string, boolean> = {};
    for (const [name, draw] of this.#inventedFlags) {
      flags[name] = draw(keyHigh) < INVENTED_FLAG_PROBABILITY;
    }
    return flags;
  }

  /** The value of a dimension that says how a session went. */
  value(dimension: string, fate: Fate): string | undefined {
    return this.#errors.get(dimension)?.(fate) ? fate.error : undefined;
  }
}
