import type { KeyFact } from "../../gen/endpoint.ts";
import { attributeFilter, type WireFilters } from "./attributes/attribute_predicate.ts";
import type { Fate } from "./fate/ending.ts";
import { fateOf } from "./fate/fate.ts";
import type { Attributes } from "./attributes/attributes.ts";
import type { Outcomes } from "./fate/outcomes.ts";
import type { PlantedIncidents } from "./fate/planted_incidents.ts";
import { type Population, sessionId } from "./attributes/population.ts";
import type { SessionDraft } from "./starts/session_draft.ts";

/** Whether a session matches; its fate is worked out only if something asks for it. */
type Condition = (draft: SessionDraft, fate: () => Fate) => boolean;

/** What the sessions of an endpoint follow from. */
export interface SessionSources {
  readonly key: KeyFact;
  readonly population: Population;
  readonly incidents: PlantedIncidents;
  readonly attributes: Attributes;
  readonly outcomes: Outcomes;
}

/** Makes a predicate of checked filters. */
export function sessionFilter(
  { key, population, incidents, attributes, outcomes }: SessionSources,
  filters: WireFilters,
): (draft: SessionDraft) => boolean {
  const byAttribute: Condition[] = [];
  const byOutcome: Condition[] = [];
  for (const [name, values] of Object.entries(filters)) {
    const wanted = new Set(values);
    const attribute = attributeFilter(name, values, attributes);
    const flag = outcomes.flagReader(name);
    if (attribute) byAttribute.push((draft) => attribute(population, draft));
    else if (name === key.session) byAttribute.push(sessionIdFilter(values));
    else if (flag) byOutcome.push((draft, fate) => wanted.has(String(flag(draft, fate))));
    else {
      byOutcome.push((_, fate) => {
        const value = outcomes.value(name, fate());
        return value !== undefined && wanted.has(value);
      });
    }
  }
  const conditions = [...byAttribute, ...byOutcome];
  return (draft) => {
    let known: Fate | undefined;
    const fate = () => known ??= fateOf(population, incidents, draft);
    for (const isMet of conditions) if (!isMet(draft, fate)) return false;
    return true;
  };
}

/** Compares the low halves first, since writing out every id would take long. */
function sessionIdFilter(ids: readonly string[]): Condition {
  const wanted = new Set(ids);
  const lowKeys = new Set(
    ids.filter((id) => /^\d{1,20}$/.test(id)).map((id) => Number(BigInt.asIntN(32, BigInt(id)))),
  );
  return (draft) => lowKeys.has(draft.keyLow) && wanted.has(sessionId(draft));
}
