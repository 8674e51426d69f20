import type { Endpoint, OutcomeFact } from "../../gen/endpoint.ts";
import { perEndpoint } from "../query/per_endpoint.ts";
import { fieldValue } from "./decode/field_value.ts";
import type { Session } from "./session.ts";

/**
 * How a session went: `played`, or what kept it from it. `VSF` is a start that failed, `VPF` a playback
 * that failed, `EBVS` an exit before the video started; the reason is there where the API tells it.
 */
export type Outcome = OutcomeFact | {
  /** Nothing went wrong. */
  readonly kind: "played";
  /** None. */
  readonly reason?: undefined;
};

/** A flag of a session, and how the session went if it is set. */
interface OutcomeFlag {
  readonly path: string;
  readonly outcome: OutcomeFact;
}

const outcomeFlags = perEndpoint(({ fields }): readonly OutcomeFlag[] =>
  fields
    .flatMap(({ path, type, outcome }) => type === "boolean" && outcome ? [{ path, outcome }] : [])
    .sort((one, other) => rank(one.outcome) - rank(other.outcome))
);

/** A failure says more than an exit, which it may be the cause of, and one with a reason most. */
function rank({ kind, reason }: OutcomeFact): number {
  return ["VSF", "VPF", "EBVS"].indexOf(kind) * 3 +
    ["technical", "business", undefined].indexOf(reason);
}

/**
 * How a session went, by its flags; the first of a failed start, a failed playback and an early exit
 * that it has.
 *
 * @returns `undefined` if its flags do not say: where none is set, and one of a failure is missing.
 */
export function outcomeOf(session: Session, endpoint: Endpoint): Outcome | undefined {
  const flags = outcomeFlags(endpoint);
  for (const { path, outcome } of flags) {
    if (fieldValue(session, path) === true) return outcome;
  }
  const isPlayed = flags.every(({ path, outcome: { kind, reason } }) =>
    kind === "EBVS" || reason !== undefined || fieldValue(session, path) === false
  );
  return isPlayed && flags.length > 0 ? { kind: "played" } : undefined;
}

/**
 * An outcome in the abbreviations of the field, for example `VSF-T`; `-T` is technical, `-B` business.
 *
 * @example Write outcomes as dashboards do
 * ```ts
 * import { formatOutcome } from "@conviva-sessions/conviva-sessions";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatOutcome({ kind: "VPF", reason: "business" }), "VPF-B");
 * assertEquals(formatOutcome({ kind: "played" }), "played");
 * ```
 */
export function formatOutcome({ kind, reason }: Outcome): string {
  return reason === undefined ? kind : `${kind}-${reason === "technical" ? "T" : "B"}`;
}
