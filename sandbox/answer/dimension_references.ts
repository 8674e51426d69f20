import type { Endpoint } from "../../gen/endpoint.ts";
import type { AccountOptions } from "../sandbox_options.ts";
import { ACCOUNT_DIMENSIONS, CUSTOM_TAGS } from "../universe/attributes/attributes.ts";

const ABBREVIATIONS = new Set(["asn", "cdn", "os", "isp", "dma", "id", "rs", "sdk", "utm"]);

/** The body of the dimensions endpoint: the catalogue, and what the account defined itself. */
export function dimensionReferences(
  { dimensions, tagPrefix }: Pick<Endpoint, "dimensions" | "tagPrefix">,
  { tagsListed = true, lackedDimensions = [] }: AccountOptions,
) {
  const reference = (isCustom: boolean) => (name: string) => ({
    name: displayName(name),
    query_filter: `?${name}`,
    is_custom: isCustom,
  });
  return {
    dimensions: [
      ...Object.keys(dimensions).filter((name) => !lackedDimensions.includes(name))
        .map(reference(false)),
      ...Object.keys(ACCOUNT_DIMENSIONS).map(reference(true)),
      ...tagsListed ? Object.keys(CUSTOM_TAGS).map((tag) => reference(true)(tagPrefix + tag)) : [],
    ],
  };
}

function displayName(dimension: string): string {
  return dimension.split("_")
    .map((word) =>
      ABBREVIATIONS.has(word) ? word.toUpperCase() : word[0]!.toUpperCase() + word.slice(1)
    )
    .join(" ");
}
