import type { Endpoint, KeyFact } from "../../gen/endpoint.ts";

/** Fields at the root of an endpoint's sessions, by what they hold. */
export interface FieldNames {
  /** Durations, counts and percentages. */
  readonly quantities: readonly string[];
  /** Bitrates, in bits a second. */
  readonly bitrates: readonly string[];
  readonly flags: readonly string[];
  /** Ids and times. */
  readonly key: KeyFact;
}

/** The names of an endpoint's fields. */
export function fieldNames({ fields, key }: Pick<Endpoint, "fields" | "key">): FieldNames {
  const rootFields = fields.filter(({ path }) => !path.includes("."));
  const namesOf = (units: readonly (string | undefined)[]) =>
    rootFields.filter(({ unit }) => unit && units.includes(unit)).map(({ path }) => path);
  return {
    quantities: namesOf(["ms", "count", "percent"]),
    bitrates: namesOf(["bps"]),
    flags: rootFields.filter(({ type }) => type === "boolean").map(({ path }) => path),
    key,
  };
}
