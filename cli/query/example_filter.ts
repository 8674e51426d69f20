import type { ContentDimension, ContentParameter } from "../../src/mod.ts";

/** A filter for an example. A name that the spec does not have does not compile. */
export function exampleFilter(name: ContentDimension | ContentParameter, value: string): string {
  return `--filter ${name}=${value}`;
}
