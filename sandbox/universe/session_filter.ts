import { attributeFilter, type WireFilters } from "./attribute_predicate.ts";
import type { Fate } from "./ending.ts";
import { fateOf } from "./fate.ts";
import { flagReader, outcomeValue } from "./outcome.ts";
import type { PlantedIncidents } from "./planted_incidents.ts";
import { type Population, sessionId } from "./population.ts";
import type { SessionDraft } from "./session_draft.ts";

/** Whether a session matches; its fate is worked out only if something asks for it. */
type Condition = (draft: SessionDraft, fate: () => Fate) => boolean;

/** Makes a predicate of checked filters. */
export function sessionFilter(
  population: Population,
  incidents: PlantedIncidents,
  filters: WireFilters,
): (draft: SessionDraft) => boolean {
  const byAttribute: Condition[] = [];
  const byOutcome: Condition[] = [];
  for (const [name, values] of Object.entries(filters)) {
    const wanted = new Set(values);
    const attribute = attributeFilter(name, values);
    const flag = flagReader(name);
    if (attribute) byAttribute.push((draft) => attribute(population, draft));
    else if (name === "session_id") byAttribute.push(sessionIdFilter(values));
    else if (flag) byOutcome.push((draft, fate) => wanted.has(String(flag(draft, fate))));
    else {
      byOutcome.push((_, fate) => {
        const value = outcomeValue(name, fate());
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
