import { ENDPOINT } from "./endpoint.ts";
import { ACCOUNT_DIMENSIONS } from "./universe/attributes.ts";

const ABBREVIATIONS = new Set(["asn", "cdn", "os", "isp", "dma", "id", "rs", "sdk", "utm"]);

/** The body of the dimensions endpoint: the catalogue, and what the account defined itself. */
export function dimensionReferences() {
  const reference = (isCustom: boolean) => (name: string) => ({
    name: displayName(name),
    query_filter: `?${name}`,
    is_custom: isCustom,
  });
  return {
    dimensions: [
      ...Object.keys(ENDPOINT.dimensions).map(reference(false)),
      ...Object.keys(ACCOUNT_DIMENSIONS).map(reference(true)),
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
