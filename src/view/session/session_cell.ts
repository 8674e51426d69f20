import type { Endpoint, FieldFact } from "../../../gen/endpoint.ts";
import { fieldValue } from "../../session/decode/field_value.ts";
import { type Outcome, outcomeOf } from "../../session/outcome.ts";
import type { Session } from "../../session/session.ts";

/** What stands in one place of a table of sessions, as data: each front end writes it its own way. */
export type SessionCell =
  /** No value. */
  | { readonly kind: "none" }
  /** How the session went, what that means in words, and the errors that go with it. */
  | {
    readonly kind: "outcome";
    readonly outcome: Outcome;
    readonly meaning: string;
    readonly errors: readonly string[];
  }
  /** A number in the unit of its column. */
  | { readonly kind: "number"; readonly value: number }
  /** Yes or no. */
  | { readonly kind: "flag"; readonly value: boolean }
  /** Texts; several where the record has a list. */
  | { readonly kind: "texts"; readonly values: readonly string[] }
  /** Something else: an object, for example the tags. */
  | { readonly kind: "object"; readonly value: object };

/** What an outcome means, in the fewest words. */
const MEANINGS: Readonly<Record<Outcome["kind"], string>> = {
  played: "played",
  VSF: "start failed",
  VPF: "playback failed",
  EBVS: "left early",
};

const NONE: SessionCell = { kind: "none" };

/** The cell of a value. */
export function valueCell(value: unknown): SessionCell {
  if (typeof value === "number") return { kind: "number", value };
  if (typeof value === "boolean") return { kind: "flag", value };
  if (typeof value === "string") return value === "" ? NONE : { kind: "texts", values: [value] };
  if (typeof value !== "object" || value === null) return NONE;
  if (!Array.isArray(value)) return { kind: "object", value };
  if (value.length === 0) return NONE;
  return value.every((member) => typeof member === "string")
    ? { kind: "texts", values: value }
    : { kind: "object", value };
}

/** How a session went. The errors are those of the spec that go with the outcome. */
export function outcomeCell(session: Session, endpoint: Endpoint): SessionCell {
  const outcome = outcomeOf(session, endpoint);
  if (outcome === undefined) return NONE;
  const errors = endpoint.fields.filter((field) => isErrorOf(field, outcome))
    .flatMap(({ path }) => fieldValue(session, path) ?? []);
  return {
    kind: "outcome",
    outcome,
    meaning: MEANINGS[outcome.kind],
    errors: errors.map(String),
  };
}

function isErrorOf({ type, outcome }: FieldFact, { kind }: Outcome): boolean {
  return type === "strings" && outcome?.kind === kind;
}
