import type { Attributes } from "./attributes.ts";
import { clientKey, parseClientId, type Population } from "./population.ts";
import type { SessionDraft } from "../starts/session_draft.ts";

/** Whether a session is wanted. */
export type DraftPredicate = (population: Population, draft: SessionDraft) => boolean;

/** Filters as they stand in a query: all names must match, of a name's values one. */
export type WireFilters = Readonly<Record<string, readonly string[]>>;

/**
 * Makes a predicate of filters by what is settled before a session plays.
 *
 * @throws Error if another filter is among them.
 */
export function attributePredicate(filters: WireFilters, attributes: Attributes): DraftPredicate {
  const predicates = Object.entries(filters).map(([name, values]) => {
    const predicate = attributeFilter(name, values, attributes);
    if (!predicate) {
      throw new Error(`Cannot plant an incident by '${name}': it is not an attribute`);
    }
    return predicate;
  });
  return (population, draft) => predicates.every((matches) => matches(population, draft));
}

/** The predicate of one filter; `undefined` if it is not by an attribute. */
export function attributeFilter(
  name: string,
  values: readonly string[],
  attributes: Attributes,
): DraftPredicate | undefined {
  const wanted = new Set(values);
  if (name === attributes.clientFilter) {
    const keys = new Set(values.map(parseClientId));
    return (population, draft) => keys.has(clientKey(population, draft));
  }
  const read = attributes.reader(name);
  if (!read) return undefined;
  return (population, draft) => {
    const value = read(population, draft);
    return value !== undefined && wanted.has(value);
  };
}
