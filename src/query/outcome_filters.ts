import { PARAMETERS } from "../../gen/facts.ts";
import type { Filters } from "./checked_query.ts";

/** Flags of how a session went, without the `is_` in front: what their errors' names begin with. */
const OUTCOMES = Object.entries(PARAMETERS)
  .filter(([, { role, type }]) => role === "filter" && type === "boolean")
  .map(([name]) => name.replace(/^is_/, ""));

/**
 * Names the filters that pick sessions by how they went: the flags, either way, and the dimensions
 * of errors. A rate over sessions so picked says nothing about all sessions.
 */
export function outcomeFilters({ parameters, dimensions }: Filters): string[] {
  const flags = Object.keys(parameters).filter((name) =>
    OUTCOMES.includes(name.replace(/^is_/, ""))
  );
  const errors = Object.keys(dimensions).filter((name) =>
    OUTCOMES.some((outcome) => name.startsWith(outcome))
  );
  return [...flags, ...errors];
}
