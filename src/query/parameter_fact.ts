import { type ParameterFact, type ParameterName, PARAMETERS } from "../../gen/facts.ts";

/** What the spec says of a parameter; `undefined` if it has none of this name. */
export function parameterFact(name: string): ParameterFact | undefined {
  return Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name as ParameterName] : undefined;
}
