import type { DimensionFact, Endpoint, ParameterFact } from "../../../gen/endpoint.ts";

/** What the spec says of a parameter; `undefined` if the endpoint has none of this name. */
export function parameterFact(name: string, { parameters }: Endpoint): ParameterFact | undefined {
  return Object.hasOwn(parameters, name) ? parameters[name] : undefined;
}

/** What the spec says of a dimension; `undefined` if the endpoint's catalogue has none of this name. */
export function dimensionFact(name: string, { dimensions }: Endpoint): DimensionFact | undefined {
  return Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
}
