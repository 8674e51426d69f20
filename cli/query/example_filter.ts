import type { DimensionName, ParameterName } from "../../src/mod.ts";

/** A filter for an example. A name that the spec does not have does not compile. */
export function exampleFilter(name: DimensionName | ParameterName, value: string): string {
  return `--filter ${name}=${value}`;
}
